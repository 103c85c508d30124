import Foundation
import Logging

/// The recovery before a service accepts requests: it undoes the unfinished work of dead services, and resumes their imports.
///
/// A file is only removed if a dead service is known not to have completed it, or if the records say that it is not needed: its
/// image was deleted, or another store has its data. Unknown files are kept, and reported in the log.
struct Recovery: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let imports: Imports
    let instance: Instance
    /// The directory of the instances.
    let instances: String
    let logger: Logger

    func run() async throws {
        try await Instance.bury(in: instances) { name in
            // Removed before the records forget the writer: until then, no other service writes this data.
            for id in try await catalogue.unfinished(of: name) {
                for store in stores.all + [stores.staging] { await store.remove(id) }
            }
            try await catalogue.release(writer: name)
            // Discarded whatever the records say: an image may have been deleted while its data was arriving.
            for store in stores.all + [stores.staging] { try store.discardAll(by: name) }
            for task in try await catalogue.orphans(of: name, to: instance.name) { imports.add(task) }
        }
        for store in stores.all { try await removeLeftovers(in: store) }
        for id in try stores.staging.ids() where try await catalogue.isStagedInVain(id) {
            await stores.staging.remove(id)
        }
        try await catalogue.forgetTasks(before: Date())
    }

    /// Removes what a crash between changing a file and its record has left behind.
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

    /// Removes a copy that was about to be removed, if another store has the data.
    private func removeCopy(of id: String, from store: DataStore) async throws {
        // In a transaction, as a running service may be asked to create the copy again at this moment.
        try await catalogue.write { database in
            guard case .elsewhere(let names, let size) = try Catalogue.knowledge(of: id, in: store.name, database),
                try !Catalogue.isBeingWritten(id, database),
                names.contains(where: { stores[$0]?.size(of: id) == size })
            else { return }
            store.withdraw(id, by: instance)
        }
        await store.discardWithdrawn(id, by: instance)
    }

    /// Warns about data that cannot be read, because the records name stores that are not configured.
    func warnOfMissingStores() async {
        do {
            for (name, count) in try await catalogue.storeNames().sorted(by: { $0.key < $1.key })
            where stores[name] == nil {
                logger.warning(
                    "records name a store that is not configured: its data cannot be read until it is named again",
                    metadata: ["store": "\(name)", "images": "\(count)"])
            }
        } catch {
            // Every request reads the same catalogue and will report the problem. Nothing is logged during shutdown.
            if Task.isCancelled { return }
            logger.error("the stores that records name could not be read", metadata: ["error": "\(error)"])
        }
    }
}
