import Foundation
import NIOPosix

/// The images' data as files: what is complete in one folder, what is coming in in another.
///
/// Data comes in beside, is synced, and is renamed into its place; only then is it recorded. So a file in its place is
/// always whole.
struct DataStore: Sendable {
    private let complete: String
    private let incoming: String
    let threads: NIOThreadPool

    init(folder: String, threads: NIOThreadPool) throws {
        complete = folder + "/data"
        incoming = folder + "/incoming"
        self.threads = threads
        for path in [complete, incoming] {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// Begins to take an image's data.
    func write(_ id: String, by instance: Instance) async throws -> IncomingData {
        let path = partial(id, instance.name)
        return try await threads.runIfActive { try IncomingData(path: path) }
    }

    /// Puts complete data into its place; when this returns, it stays there through a power cut.
    func keep(_ id: String, by instance: Instance) async throws {
        let (source, target, folder) = (partial(id, instance.name), path(of: id), complete)
        try await threads.runIfActive {
            guard rename(source, target) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
            try Self.sync(folder: folder)
        }
    }

    /// Removes what has come in of an image's data.
    func discard(_ id: String, by instance: String) {
        unlink(partial(id, instance))
    }

    /// Removes an image's data.
    func remove(_ id: String) {
        unlink(path(of: id))
    }

    /// Opens an image's data for reading.
    func read(_ id: String) async throws -> FileHandle {
        let path = path(of: id)
        return try await threads.runIfActive { try FileHandle(forReadingFrom: URL(filePath: path)) }
    }

    /// The ids that there is data of.
    func ids() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: complete)
    }

    private func path(of id: String) -> String { complete + "/" + id }
    private func partial(_ id: String, _ instance: String) -> String { "\(incoming)/\(instance).\(id)" }

    private static func sync(folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }
}
