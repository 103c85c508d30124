import DiskFormats
import Foundation
import Synchronization
import ViewModels

/// The files in which the gazes of a person keep what is filled in and not sent: each has one of its own, and beside it one
/// whose lock it holds for as long as it lives. So a file without a lock is of a gaze that has ended, however it did.
final class DraftFiles: Sendable {
    /// What a file says, as JSON.
    private struct Contents: Codable {
        /// The cloud that the form was for.
        var cloud: String
        var keptAt: Date
        /// Whether something was left out that may be secret.
        var isAbridged: Bool
        var draft: Draft
    }

    private let folder: String
    private let home: String
    private let cloud: String
    private let own: String
    /// The locks that this gaze has, by the names of the drafts.
    private let held = Mutex<[String: FileLock]>([:])

    private static let suffix = ".lock"

    /// - Parameters:
    ///   - cloud: what the cloud is called; the drafts of others are left to those who work on them.
    ///   - own: what this gaze's draft is called.
    init(files: FileLocations, cloud: String, own: String = UUID().uuidString.lowercased()) {
        self.own = own
        folder = files.state + "/drafts"
        home = files.home
        self.cloud = cloud
    }

    /// They, for the models. None of it is done on the main actor.
    var memory: DraftMemory { DraftMemory(find: find, keep: keep, forget: forget) }

    @concurrent @Sendable private func keep(_ draft: Draft, _ isAbridged: Bool) async throws(DraftMemoryError) {
        do {
            guard !draft.isEmpty else { return try remove(own) }
            let contents = Contents(cloud: cloud, keptAt: Date(), isAbridged: isAbridged, draft: draft)
            let encoder = JSONEncoder()
            encoder.dateEncodingStrategy = .iso8601
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try write(encoder.encode(contents))
        } catch {
            throw problem(error)
        }
    }

    private func write(_ data: Data) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try held.withLock { held in
            // Whoever looks for drafts in this moment has it for an instant; without it, the draft would be another's to take.
            if held[own] == nil { held[own] = try FileLock.take(lock(own), .exclusive, creates: true, waits: true) }
        }
        try file(own).replace(with: data)
    }

    @concurrent @Sendable private func forget(_ id: KeptDraft.ID) async throws(DraftMemoryError) {
        do {
            try remove(id)
        } catch {
            throw problem(error)
        }
    }

    private func remove(_ name: String) throws {
        // What this gaze has no lock of is not its own.
        guard held.withLock({ $0[name] != nil }) else { return }
        // The draft first: a lock without one says nothing.
        for path in [file(name).path, lock(name)] where unlink(path) != 0 && errno != ENOENT {
            throw POSIXError.last
        }
        held.withLock { $0[name] = nil }
    }

    @concurrent @Sendable private func find() async -> KeptDraft? {
        // No folder, no draft.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var newest: (draft: KeptDraft, lock: FileLock)?
        for file in files where file.hasSuffix(Self.suffix) {
            let name = String(file.dropLast(Self.suffix.count))
            guard name != own, let found = leftBehind(name),
                found.draft.keptAt > newest?.draft.keptAt ?? .distantPast
            else { continue }
            newest = found
        }
        guard let newest else { return nil }
        held.withLock { $0[newest.draft.id] = newest.lock }
        return newest.draft
    }

    /// A draft, and its lock; nil where its gaze lives, or it is for another cloud, or of a kind that only a later gaze can
    /// read.
    private func leftBehind(_ name: String) -> (draft: KeptDraft, lock: FileLock)? {
        guard let lock = held.withLock({ $0[name] }) ?? (try? FileLock.take(lock(name), .exclusive)) else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let data = try? file(name).read(), let contents = try? decoder.decode(Contents.self, from: data),
            contents.cloud == cloud
        else { return nil }
        let draft = KeptDraft(
            id: name, draft: contents.draft, keptAt: contents.keptAt, isAbridged: contents.isAbridged)
        return (draft, lock)
    }

    private func lock(_ name: String) -> String { folder + "/" + name + Self.suffix }

    private func file(_ name: String) -> PrivateFile { PrivateFile(path: folder + "/" + name + ".json") }

    private func problem(_ error: any Error) -> DraftMemoryError {
        let cause = (error as? CocoaError)?.underlying ?? error
        let reason = (cause as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? "\(cause)"
        let place = FileLocations.shown(folder, home: home)
        return DraftMemoryError(
            "The form is not kept in \(place): \(reason). Make room or let gaze write there; until then, leaving loses it."
        )
    }
}
