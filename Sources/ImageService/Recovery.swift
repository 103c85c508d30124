import Foundation
import Logging

/// What a service does before it takes requests: it undoes what services that are dead have left half done, and takes up
/// their imports.
///
/// No file goes but one that a dead service is known to have written for nothing, or that the records say is not wanted: its
/// image was deleted, or another store has its data. What nobody knows stays, and is told of in the log.
struct Recovery: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let imports: Imports
    let instance: Instance
    /// The folder of the instances.
    let instances: String
    let logger: Logger

    func run() async throws {
        try await Instance.bury(in: instances) { name in
            // Before the records forget who was writing: until then, nobody else does.
            for id in try await catalogue.unfinished(of: name) {
                for store in stores.all + [stores.staging] { await store.remove(id) }
            }
            try await catalogue.release(writer: name)
            // Not by the records: an image may have been deleted while its data was coming in.
            for store in stores.all + [stores.staging] { try store.discardAll(by: name) }
            for task in try await catalogue.orphans(of: name, to: instance.name) { imports.add(task) }
        }
        for store in stores.all { try await removeLeftovers(in: store) }
        for id in try stores.staging.ids() where try await catalogue.isStagedInVain(id) {
            await stores.staging.remove(id)
        }
        try await catalogue.forgetTasks(before: Date())
    }

    /// Removes what a sudden end has left behind between a file and its record.
    private func removeLeftovers(in store: DataStore) async throws {
        let ids = try store.ids()
        var unknown: [String] = []
        for (id, known) in zip(ids, try await catalogue.knowledge(of: ids, in: store.name)) {
            switch known {
            case .named, .dataless: break
            case .deleted: await store.remove(id)
            case .elsewhere: try await removeCopy(of: id, from: store)
            case .unknown: unknown.append(id)
            }
        }
        guard let example = unknown.first else { return }
        logger.warning(
            "a store has files that no record knows; they stay as they are",
            metadata: ["store": "\(store.name)", "files": "\(unknown.count)", "example": "\(store.path(of: example))"])
    }

    /// Removes a copy that was to be removed, where another store has the data.
    private func removeCopy(of id: String, from store: DataStore) async throws {
        // In a transaction: a living service may be asked for the copy again at this moment.
        try await catalogue.write { database in
            guard case .elsewhere(let names, let size) = try Catalogue.knowledge(of: id, in: store.name, database),
                try !Catalogue.isBeingWritten(id, database),
                names.contains(where: { stores[$0]?.size(of: id) == size })
            else { return }
            store.withdraw(id, by: instance)
        }
        await store.discardWithdrawn(id, by: instance)
    }

    /// Tells of data that is out of reach: the records name stores that are not configured.
    func warnOfMissingStores() async {
        do {
            for (name, count) in try await catalogue.storeNames().sorted(by: { $0.key < $1.key })
            where stores[name] == nil {
                logger.warning(
                    "records name a store that is not configured: its data cannot be read until it is named again",
                    metadata: ["store": "\(name)", "images": "\(count)"])
            }
        } catch {
            // It is the same catalogue that every request reads: they will say. A service that ends looks no further.
            if Task.isCancelled { return }
            logger.error("the stores that records name could not be read", metadata: ["error": "\(error)"])
        }
    }
}
