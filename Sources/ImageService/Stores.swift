import Foundation
import Logging
import NIOPosix

/// The stores that data may go to, and the place where it is staged before an import.
struct Stores: Sendable {
    /// The stores, the default one first.
    let all: [DataStore]
    /// Where data waits for its import.
    let staging: DataStore

    /// Opens the stores, and makes what there is not.
    init(_ configuration: ServiceConfiguration, threads: NIOThreadPool) throws {
        func store(_ name: String, _ folder: String) throws -> DataStore {
            try DataStore(
                name: name, folder: Self.absolute(folder), limit: configuration.imageSizeCap, threads: threads)
        }
        all = try configuration.stores.map { try store($0.name, $0.folder) }
        staging = try store("staging", configuration.data + "/staging")
    }

    /// A folder's path from the root: what the API says of places is read elsewhere.
    private static func absolute(_ folder: String) -> String {
        if folder.hasPrefix("/") { return folder }
        return URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
            .appendingPathComponent(folder, isDirectory: true).standardized.path
    }

    /// What the API calls them, the default one first.
    var names: [String] { all.map(\.name) }

    /// The store that data goes to where none is named.
    var usual: DataStore { all[0] }

    /// The store of a name.
    subscript(name: String) -> DataStore? { all.first { $0.name == name } }

    /// The stores that a download would rather read from, the best first: what `prefer` says, their names with commas
    /// between them.
    ///
    /// - Throws: `Fault` 400 where there is none of a name.
    func preferred(_ names: String?) throws -> [DataStore] {
        let names = (names ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return try names.filter { !$0.isEmpty }.map { name in
            guard let store = self[name] else { throw Fault.badRequest("Store '\(name)' is not configured.") }
            return store
        }
    }

    /// The names of the stores that an image is to be read from, in the order in which they are tried: the preferred ones
    /// first, and then as the data came to them.
    private func candidates(_ image: StoredImage, preferring preferred: [DataStore]) -> [String] {
        let names = image.storeNames
        let first = preferred.map(\.name).filter(names.contains)
        return first + names.filter { !first.contains($0) }
    }

    /// Opens an image's data, or a part of it, in the first of its stores that has the whole of it.
    ///
    /// - Throws: `UnreadableData` where none has.
    func open(
        _ image: StoredImage, preferring preferred: [DataStore] = [], part: Range<Int64>? = nil, logger: Logger
    ) async throws -> (store: DataStore, data: StoredData) {
        var failures: [UnreadableData.Failure] = []
        for name in candidates(image, preferring: preferred) {
            guard let store = self[name] else {
                failures.append(.init(store: name, reason: nil))
                continue
            }
            do {
                let data = try await store.read(image.id, part)
                guard let size = image.size, data.fileSize != size else { return (store, data) }
                failures.append(.init(store: name, reason: "it has \(data.fileSize) bytes there in place of \(size)"))
            } catch let error as POSIXError {
                failures.append(.init(store: name, reason: String(cString: strerror(error.code.rawValue))))
            }
            logger.error(
                "data that a record names cannot be read",
                metadata: [
                    "image": "\(image.id)", "store": "\(name)", "reason": "\(failures.last?.reason ?? "")",
                ])
        }
        throw UnreadableData(image: image.id, failures: failures)
    }

    /// The store that a request names, or the usual one.
    ///
    /// - Throws: `Fault` 400 where there is none of that name.
    func store(named name: String?) throws -> DataStore {
        guard let name else { return usual }
        guard let store = self[name] else { throw Fault.badRequest("Store for identifier \(name) not found") }
        return store
    }
}

/// The data of an image that none of the stores in its record gives.
struct UnreadableData: Error, CustomStringConvertible {
    /// What went wrong in one of the stores.
    struct Failure: Hashable, Sendable {
        let store: String
        /// nil where the service has no such store.
        let reason: String?
    }

    let image: String
    let failures: [Failure]

    /// What happened, by stores.
    var description: String {
        let reasons = failures.map { failure in
            guard let reason = failure.reason else { return "store \(failure.store) is not configured" }
            return "it cannot be read from store \(failure.store) (\(reason))"
        }
        return "The data of image \(image) is out of reach: \(reasons.joined(separator: "; "))."
    }
}
