import Foundation
import ViewModels

/// How transfers have ended: a line of JSON each, in `journal.jsonl`, the latest last.
///
/// Several gazes write to it, one at a time. A line that cannot be read is passed over.
struct JournalFile: Sendable {
    /// The file.
    let path: String

    /// So many entries are kept when there are more than twice as many.
    static let limit = 200

    private var file: PrivateFile { PrivateFile(path: path) }

    /// The entries, the earliest first.
    ///
    /// - Throws: `POSIXError` where the file cannot be read.
    func read() throws -> [JournalEntry] { try lines().compactMap(Self.entry) }

    /// Adds entries.
    ///
    /// - Throws: `POSIXError` where they cannot be written.
    func add(_ entries: [JournalEntry]) throws {
        try locked {
            let all = try lines()
            let new = try entries.map(Self.line)
            if all.count + new.count > 2 * Self.limit {
                try write((all + new).suffix(Self.limit))
            } else {
                // What a full disk has cut short is a line of its own, and is passed over.
                let isWhole = try file.read().map { $0.isEmpty || $0.last == UInt8(ascii: "\n") } ?? true
                try file.append(Data((isWhole ? "" : "\n").utf8) + Self.text(new))
            }
        }
    }

    /// Takes note that a person has seen these.
    ///
    /// - Throws: `POSIXError` where that cannot be written.
    func markSeen(_ seen: Set<JournalEntry.ID>) throws {
        try change { entry in
            if seen.contains(entry.id) { entry.isSeen = true }
        }
    }

    /// Offers no more what fulfils a condition.
    ///
    /// - Returns: how many there were.
    /// - Throws: `POSIXError` where that cannot be written.
    func forgetNotes(where isMeant: (JournalEntry) -> Bool) throws -> Int {
        var count = 0
        try change { entry in
            guard entry.note != nil, isMeant(entry) else { return }
            entry.note = nil
            count += 1
        }
        return count
    }

    /// Changes entries; lines that stay as they are, and those that cannot be read, are left alone.
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
        // The file itself is replaced by another now and then: it is not the one to lock.
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
