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

    /// The store that a request names, or the usual one.
    ///
    /// - Throws: `Fault` 400 where there is none of that name.
    func store(named name: String?) throws -> DataStore {
        guard let name else { return usual }
        guard let store = self[name] else { throw Fault.badRequest("Store for identifier \(name) not found") }
        return store
    }
}
