import Foundation
import NIOPosix

/// The stores that data may go to, and the place where it is staged before an import.
struct Stores: Sendable {
    /// The stores, the default one first.
    let all: [DataStore]
    /// Where data waits for its import.
    let staging: DataStore

    /// Opens the stores, and makes what there is not.
    init(_ configuration: ServiceConfiguration, threads: NIOThreadPool) throws {
        all = try configuration.stores.map { try DataStore(name: $0.name, folder: $0.folder, threads: threads) }
        staging = try DataStore(name: "staging", folder: configuration.data + "/staging", threads: threads)
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

    /// The store to read an image from: a preferred one that holds its data, or else the first that does; nil where none
    /// does.
    func holding(_ image: StoredImage, preferring preferred: [DataStore]) -> DataStore? {
        let names = image.storeNames
        return preferred.first { names.contains($0.name) } ?? names.lazy.compactMap { self[$0] }.first
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
