import Foundation
import Logging
import NIOPosix

/// The stores for images' data, and the staging area, where data waits for its import.
struct Stores: Sendable {
    /// The stores, the default one first.
    let all: [DataStore]
    /// The staging area.
    let staging: DataStore

    /// Opens the stores, and creates their directories if they do not exist.
    init(_ configuration: ServiceConfiguration, threads: NIOThreadPool) throws {
        func store(_ name: String, _ folder: String) throws -> DataStore {
            try DataStore(
                name: name, folder: Self.absolute(folder), limit: configuration.imageSizeCap, threads: threads)
        }
        all = try configuration.stores.map { try store($0.name, $0.folder) }
        staging = try store("staging", configuration.data + "/staging")
    }

    /// Returns the absolute path of a directory, as the API shows it to clients that run elsewhere.
    private static func absolute(_ folder: String) -> String {
        if folder.hasPrefix("/") { return folder }
        return URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
            .appendingPathComponent(folder, isDirectory: true).standardized.path
    }

    /// The stores' names in the API, the default one first.
    var names: [String] { all.map(\.name) }

    /// The default store, for data that is not directed to a store by name.
    var usual: DataStore { all[0] }

    /// The store with a name; nil if there is none.
    subscript(name: String) -> DataStore? { all.first { $0.name == name } }

    /// Returns the stores that a download prefers to read from, the best first.
    ///
    /// - Parameter names: the value of `prefer`: names separated by commas.
    /// - Throws: `Fault` 400 if there is no store with one of the names.
    func preferred(_ names: String?) throws -> [DataStore] {
        let names = (names ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return try names.filter { !$0.isEmpty }.map { name in
            guard let store = self[name] else { throw Fault.badRequest("Store '\(name)' is not configured.") }
            return store
        }
    }

    /// The names of the stores to read an image from, in the order in which to try them: first the preferred ones, then the
    /// others in the order in which they received the data.
    private func candidates(_ image: StoredImage, preferring preferred: [DataStore]) -> [String] {
        let names = image.storeNames
        let first = preferred.map(\.name).filter(names.contains)
        return first + names.filter { !first.contains($0) }
    }

    /// Opens an image's data, or a part of it, in the first of its stores that has the data completely.
    ///
    /// - Throws: `UnreadableData` if none has.
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

    /// Returns the store that a request names, or the default one.
    ///
    /// - Throws: `Fault` 400 if there is no store with the name.
    func store(named name: String?) throws -> DataStore {
        guard let name else { return usual }
        guard let store = self[name] else { throw Fault.badRequest("Store for identifier \(name) not found") }
        return store
    }
}

/// None of the stores in an image's record provides its data.
struct UnreadableData: Error, CustomStringConvertible {
    /// What went wrong in one of the stores.
    struct Failure: Hashable, Sendable {
        let store: String
        /// The reason; nil if the store is not configured.
        let reason: String?
    }

    let image: String
    let failures: [Failure]

    /// What happened, store by store.
    var description: String {
        let reasons = failures.map { failure in
            guard let reason = failure.reason else { return "store \(failure.store) is not configured" }
            return "it cannot be read from store \(failure.store) (\(reason))"
        }
        return "The data of image \(image) is out of reach: \(reasons.joined(separator: "; "))."
    }
}
