import DiskFormats
import Foundation
import Synchronization
import ViewModels

/// The files in which a user's gaze processes keep forms that are filled in but not sent. Each process has one file of its own,
/// and beside it a lock file whose lock it holds as long as it lives. A draft whose lock is free was therefore left by a
/// process that has ended, for whatever reason.
final class DraftFiles: Sendable {
    /// The contents of a file, as JSON.
    private struct Contents: Codable {
        /// The cloud that the form was for.
        var cloud: String
        var keptAt: Date
        /// Whether something that may be secret was left out.
        var isAbridged: Bool
        var draft: Draft
    }

    private let folder: String
    private let home: String
    private let cloud: String
    private let own: String
    /// The locks that this process holds, by the names of the drafts.
    private let held = Mutex<[String: FileLock]>([:])

    private static let suffix = ".lock"

    /// Creates the draft files for one cloud.
    ///
    /// - Parameters:
    ///   - cloud: the name of the cloud; drafts for other clouds are ignored.
    ///   - own: the name of this process's draft.
    init(files: FileLocations, cloud: String, own: String = UUID().uuidString.lowercased()) {
        self.own = own
        folder = files.state + "/drafts"
        home = files.home
        self.cloud = cloud
    }

    /// These files as the view models' memory of drafts. All access happens off the main actor.
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
            // A process looking for drafts may hold the lock for an instant; without the lock, another process could take this
            // draft.
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
        // A draft without a lock held by this process is not its own.
        guard held.withLock({ $0[name] != nil }) else { return }
        // The draft is removed first: a lock file without a draft means nothing.
        for path in [file(name).path, lock(name)] where unlink(path) != 0 && errno != ENOENT {
            throw POSIXError.last
        }
        held.withLock { $0[name] = nil }
    }

    @concurrent @Sendable private func find() async -> KeptDraft? {
        // Without a folder, there are no drafts.
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

    /// Returns a draft and its lock; nil if its process is alive, or if it is for another cloud or was written by a later
    /// version of gaze in a format that cannot be read.
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
