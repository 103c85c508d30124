import DiskFormats
import Foundation
import NIOCore
import NIOPosix

/// A store: images' data as files, with complete data in one directory and incoming data in another.
///
/// Incoming data is written, synced and then moved into place; only then is it recorded. So a file in place is always complete.
struct DataStore: Sendable {
    /// The store's name in the API.
    let name: String
    /// The store's own directory.
    let folder: String
    /// The maximum size of an image's data, in bytes.
    let limit: Int64
    private let complete: String
    private let incoming: String
    private let threads: NIOThreadPool

    init(name: String, folder: String, limit: Int64, threads: NIOThreadPool) throws {
        self.name = name
        self.folder = folder
        self.limit = limit
        complete = folder + "/data"
        incoming = folder + "/incoming"
        self.threads = threads
        for path in [complete, incoming] {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// Throws if the announced size is too large.
    ///
    /// - Parameter size: the announced size, in bytes; nil if it is not known.
    func admit(_ size: Int64?) throws(OversizedData) {
        if let size, size > limit { throw OversizedData(limit: limit) }
    }

    /// Receives an image's data, without moving it into place yet.
    ///
    /// - Throws: `OversizedData` as soon as the limit is exceeded, or an error of `IncomingData.receive`.
    func receive<Source: AsyncSequence & Sendable>(
        _ source: Source, of id: String, by instance: Instance
    ) async throws -> IncomingData.Summary where Source.Element == ByteBuffer {
        try await IncomingData(path: partial(id, instance.name), limit: limit, threads: threads).receive(source)
    }

    /// Moves complete data into place; when this returns, it survives a power cut.
    func keep(_ id: String, by instance: Instance) async throws {
        let (source, target, folder) = (partial(id, instance.name), path(of: id), complete)
        try await threads.runIfActive {
            guard rename(source, target) == 0 else { throw POSIXError.last }
            try Self.sync(folder: folder)
        }
    }

    /// Discards what has been received of an image's data.
    func discard(_ id: String, by instance: Instance) async {
        await remove(file: partial(id, instance.name))
    }

    /// Discards all data that a service was receiving.
    func discardAll(by instance: String) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: incoming) where file.hasPrefix(instance + ".") {
            unlink(incoming + "/" + file)
        }
    }

    /// Removes an image's data.
    func remove(_ id: String) async {
        await remove(file: path(of: id))
    }

    /// Moves an image's data out of place, which is fast however large it is; `discardWithdrawn` frees its space.
    func withdraw(_ id: String, by instance: Instance) {
        rename(path(of: id), withdrawn(id, instance))
    }

    /// Removes data that was withdrawn.
    func discardWithdrawn(_ id: String, by instance: Instance) async {
        await remove(file: withdrawn(id, instance))
    }

    /// Removes a file, if it exists; a large one takes time, so this runs on the thread pool.
    private func remove(file path: String) async {
        // The pool skips the work of a cancelled task, but an unreferenced file must still be removed.
        do { try await threads.runIfActive { _ = unlink(path) } } catch { unlink(path) }
    }

    /// Whether the store has an image's data.
    func holds(_ id: String) -> Bool { access(path(of: id), F_OK) == 0 }

    /// The size of an image's data, in bytes; nil if there is none.
    func size(of id: String) -> Int64? {
        (try? Self.attributes(of: path(of: id)))?[.size].flatMap { $0 as? NSNumber }?.int64Value
    }

    /// The location of the data on a disk, which is the same for every path that leads to it.
    struct Place: Hashable {
        let disk: Int
        let number: Int
    }

    /// - Throws: an error if the directory does not exist.
    var place: Place {
        get throws {
            let attributes = try Self.attributes(of: complete)
            guard let disk = attributes[.systemNumber] as? NSNumber,
                let number = attributes[.systemFileNumber] as? NSNumber
            else { throw POSIXError(.EIO) }
            return Place(disk: disk.intValue, number: number.intValue)
        }
    }

    private static func attributes(of path: String) throws -> [FileAttributeKey: Any] {
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return try FileManager.default.attributesOfItem(atPath: real)
    }

    /// A path for a file that is written before it is moved into place; after a crash it is discarded together with incoming
    /// data.
    func draft(_ name: String, by instance: Instance) -> String { partial(name, instance.name) }

    /// Opens an image's data, or a part of it.
    ///
    /// - Throws: `POSIXError` if there is none.
    func read(_ id: String, _ range: Range<Int64>? = nil) async throws -> StoredData {
        let (path, threads) = (path(of: id), threads)
        return try await threads.runIfActive { try StoredData(path: path, range: range, threads: threads) }
    }

    /// Returns the ids of the images that the store has data of.
    func ids() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: complete)
    }

    /// The path of an image's data.
    func path(of id: String) -> String { complete + "/" + id }

    private func partial(_ id: String, _ instance: String) -> String { "\(incoming)/\(instance).\(id)" }
    /// In the directory of incoming data, so that it is discarded together with that after a crash.
    private func withdrawn(_ id: String, _ instance: Instance) -> String { partial(id, instance.name) + ".withdrawn" }

    private static func sync(folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError.last }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }
}
