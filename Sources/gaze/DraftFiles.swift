import Foundation
import Synchronization
import ViewModels

/// The files in which the gazes of a person keep what is filled in and not sent: each has one of its own, and holds a lock on
/// it for as long as it lives. So a file without a lock is of a gaze that has ended, however it did.
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
    private let own = UUID().uuidString.lowercased() + suffix
    /// The files that this gaze has the locks of, by their names.
    private let held = Mutex<[String: FileHandle]>([:])

    private static let suffix = ".json"

    /// - Parameter cloud: what the cloud is called; the drafts of others are left to those who work on them.
    init(files: FileLocations, cloud: String) {
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

    /// Puts a whole file in the place of the one before, locked before it can be seen.
    private func write(_ data: Data) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let path = path(of: own)
        let new = path + ".new"
        let handle = try Self.open(new, O_WRONLY | O_CREAT | O_TRUNC)
        try Self.check(flock(handle.fileDescriptor, LOCK_EX))
        try handle.write(contentsOf: data)
        try Self.check(rename(new, path))
        held.withLock { $0[own] = handle }
    }

    @concurrent @Sendable private func forget(_ id: KeptDraft.ID) async throws(DraftMemoryError) {
        do {
            try remove(id)
        } catch {
            throw problem(error)
        }
    }

    private func remove(_ name: String) throws {
        // Unlinked while it is locked: nobody takes it for one that was left behind.
        guard let handle = held.withLock({ $0[name] }) else { return }
        try Self.check(unlink(path(of: name)))
        held.withLock { $0[name] = nil }
        try handle.close()
    }

    @concurrent @Sendable private func find() async -> KeptDraft? {
        // No folder, no draft.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var newest: (draft: KeptDraft, handle: FileHandle)?
        for name in names where name.hasSuffix(Self.suffix) && name != own {
            guard let found = leftBehind(name), found.draft.keptAt > newest?.draft.keptAt ?? .distantPast else {
                continue
            }
            newest = found
        }
        guard let newest else { return nil }
        held.withLock { $0[newest.draft.id] = newest.handle }
        return newest.draft
    }

    /// The draft in a file, and its lock; nil where the file is in use, for another cloud, or of a kind that only a later
    /// gaze can read.
    private func leftBehind(_ name: String) -> (draft: KeptDraft, handle: FileHandle)? {
        guard let handle = held.withLock({ $0[name] }) ?? locked(name) else { return nil }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let data = FileManager.default.contents(atPath: path(of: name)),
            let contents = try? decoder.decode(Contents.self, from: data), contents.cloud == cloud
        else { return nil }
        let draft = KeptDraft(
            id: name, draft: contents.draft, keptAt: contents.keptAt, isAbridged: contents.isAbridged)
        return (draft, handle)
    }

    /// A file whose lock nobody has, locked.
    private func locked(_ name: String) -> FileHandle? {
        guard let handle = try? Self.open(path(of: name), O_RDONLY),
            flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0
        else { return nil }
        // Its gaze may have put another in its place since, and let go of this one.
        var (mine, there) = (stat(), stat())
        guard fstat(handle.fileDescriptor, &mine) == 0, stat(path(of: name), &there) == 0,
            (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)
        else { return nil }
        return handle
    }

    private func path(of name: String) -> String { folder + "/" + name }

    private static func open(_ path: String, _ flags: Int32) throws -> FileHandle {
        let descriptor = Foundation.open(path, flags | O_CLOEXEC, 0o600)
        try check(descriptor)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private static func check(_ result: Int32) throws {
        guard result >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    private func problem(_ error: any Error) -> DraftMemoryError {
        let cause = (error as? CocoaError)?.underlying ?? error
        let reason = (cause as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? "\(cause)"
        let place = folder.hasPrefix(home + "/") ? "~" + folder.dropFirst(home.count) : folder
        return DraftMemoryError(
            "The form is not kept in \(place): \(reason). Make room or let gaze write there; until then, leaving loses it."
        )
    }
}
