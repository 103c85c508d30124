import Foundation
import ViewModels

/// The journal of how transfers ended: one line of JSON per transfer in `journal.jsonl`, the latest last.
///
/// Several gaze processes write to it, one at a time. Lines that cannot be read are skipped.
struct JournalFile: Sendable {
    /// The path of the file.
    let path: String

    /// The number of entries kept when the journal is trimmed, which happens when there are more than twice as many.
    static let limit = 200

    private var file: PrivateFile { PrivateFile(path: path) }

    /// Reads the entries, the earliest first.
    ///
    /// - Throws: `POSIXError` if the file cannot be read.
    func read() throws -> [JournalEntry] { try lines().compactMap(Self.entry) }

    /// Adds entries.
    ///
    /// - Throws: `POSIXError` if the file cannot be read or written.
    func add(_ entries: [JournalEntry]) throws {
        try locked {
            let all = try lines()
            let new = try entries.map(Self.line)
            if all.count + new.count > 2 * Self.limit {
                try write((all + new).suffix(Self.limit))
            } else {
                // A line cut short by a full disk is terminated, so that it stays by itself and is skipped.
                let isWhole = try file.read().map { $0.isEmpty || $0.last == UInt8(ascii: "\n") } ?? true
                try file.append(Data((isWhole ? "" : "\n").utf8) + Self.text(new))
            }
        }
    }

    /// Marks entries as seen by the user.
    ///
    /// - Throws: `POSIXError` if the file cannot be read or written.
    func markSeen(_ seen: Set<JournalEntry.ID>) throws {
        try change { entry in
            if seen.contains(entry.id) { entry.isSeen = true }
        }
    }

    /// Removes the notes of the entries that satisfy a condition, so that these transfers are no longer offered for resuming.
    ///
    /// - Returns: the number of notes removed.
    /// - Throws: `POSIXError` if the file cannot be read or written.
    func forgetNotes(where isMeant: (JournalEntry) -> Bool) throws -> Int {
        var count = 0
        try change { entry in
            guard entry.note != nil, isMeant(entry) else { return }
            entry.note = nil
            count += 1
        }
        return count
    }

    /// Changes entries; lines whose entry does not change, or that cannot be read, are left as they are.
    private func change(_ body: (inout JournalEntry) -> Void) throws {
        try locked {
            var hasChanged = false
            let lines = try lines().map { line in
                guard let entry = Self.entry(line) else { return line }
                var changed = entry
                body(&changed)
                guard changed != entry else { return line }
                hasChanged = true
                return try Self.line(changed)
            }
            if hasChanged { try write(lines[...]) }
        }
    }

    private func locked(_ body: () throws -> Void) throws {
        // A change may replace the journal file itself, so the lock is taken on another file.
        guard let lock = try FileLock.take(path + ".lock", .exclusive, creates: true, waits: true) else {
            throw POSIXError(.EIO)
        }
        try withExtendedLifetime(lock, body)
    }

    private func lines() throws -> [Data] {
        (try file.read() ?? Data()).split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }

    private func write(_ lines: ArraySlice<Data>) throws { try file.replace(with: Self.text(Array(lines))) }

    private static func text(_ lines: [Data]) -> Data { lines.reduce(into: Data()) { $0 += $1 + [UInt8(ascii: "\n")] } }

    private static func entry(_ line: Data) -> JournalEntry? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try? decoder.decode(JournalEntry.self, from: line)
    }

    private static func line(_ entry: JournalEntry) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(entry)
    }
}
