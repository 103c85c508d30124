import DiskFormats
import Foundation
import NIOCore
import NIOPosix

/// A store: images' data as files, what is complete in one folder, what is coming in in another.
///
/// Data comes in beside, is synced, and is renamed into its place; only then is it recorded. So a file in its place is
/// always whole.
struct DataStore: Sendable {
    /// What the API calls it.
    let name: String
    /// Its own folder.
    let folder: String
    /// Bytes that it takes of an image at most.
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

    /// Refuses data that says beforehand that it is too much.
    ///
    /// - Parameter size: bytes that are to come; nil where nobody knows.
    func admit(_ size: Int64?) throws(OversizedData) {
        if let size, size > limit { throw OversizedData(limit: limit) }
    }

    /// Takes an image's data in; it is not in its place yet.
    ///
    /// - Throws: `OversizedData` as soon as there is too much of it; as `IncomingData.receive`.
    func receive<Source: AsyncSequence & Sendable>(
        _ source: Source, of id: String, by instance: Instance
    ) async throws -> IncomingData.Summary where Source.Element == ByteBuffer {
        try await IncomingData(path: partial(id, instance.name), limit: limit, threads: threads).receive(source)
    }

    /// Puts complete data into its place; when this returns, it stays there through a power cut.
    func keep(_ id: String, by instance: Instance) async throws {
        let (source, target, folder) = (partial(id, instance.name), path(of: id), complete)
        try await threads.runIfActive {
            guard rename(source, target) == 0 else { throw POSIXError.last }
            try Self.sync(folder: folder)
        }
    }

    /// Removes what has come in of an image's data.
    func discard(_ id: String, by instance: Instance) async {
        await remove(file: partial(id, instance.name))
    }

    /// Removes all that was coming in by a service.
    func discardAll(by instance: String) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: incoming) where file.hasPrefix(instance + ".") {
            unlink(incoming + "/" + file)
        }
    }

    /// Removes an image's data.
    func remove(_ id: String) async {
        await remove(file: path(of: id))
    }

    /// Takes an image's data out of its place, at once, however much it is; `discardWithdrawn` frees what it takes.
    func withdraw(_ id: String, by instance: Instance) {
        rename(path(of: id), withdrawn(id, instance))
    }

    /// Removes data that was withdrawn.
    func discardWithdrawn(_ id: String, by instance: Instance) async {
        await remove(file: withdrawn(id, instance))
    }

    /// Removes a file, if it is there; a large one takes its time, which nobody else waits for.
    private func remove(file path: String) async {
        // The pool leaves out what a cancelled task asks for. A file that nothing knows any more has to go all the same.
        do { try await threads.runIfActive { _ = unlink(path) } } catch { unlink(path) }
    }

    /// Whether there is data of an image.
    func holds(_ id: String) -> Bool { access(path(of: id), F_OK) == 0 }

    /// The bytes that an image's data has; nil where there is none.
    func size(of id: String) -> Int64? {
        (try? Self.attributes(of: path(of: id)))?[.size].flatMap { $0 as? NSNumber }?.int64Value
    }

    /// Where on which disk the data is: the same for every path that leads there.
    struct Place: Hashable {
        let disk: Int
        let number: Int
    }

    /// - Throws: where the folder is not there.
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

    /// A path for something that is written before it goes to its place; it goes as what is coming in does where the
    /// service ends suddenly.
    func draft(_ name: String, by instance: Instance) -> String { partial(name, instance.name) }

    /// An image's data, or a part of it.
    ///
    /// - Throws: `POSIXError` where there is none.
    func read(_ id: String, _ range: Range<Int64>? = nil) async throws -> StoredData {
        let (path, threads) = (path(of: id), threads)
        return try await threads.runIfActive { try StoredData(path: path, range: range, threads: threads) }
    }

    /// The ids that there is data of.
    func ids() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: complete)
    }

    /// Where an image's data is.
    func path(of id: String) -> String { complete + "/" + id }

    private func partial(_ id: String, _ instance: String) -> String { "\(incoming)/\(instance).\(id)" }
    /// Beside what is coming in, so that it goes as that does where the service ends suddenly.
    private func withdrawn(_ id: String, _ instance: Instance) -> String { partial(id, instance.name) + ".withdrawn" }

    private static func sync(folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError.last }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }
}
