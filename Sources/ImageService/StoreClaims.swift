import Foundation
import GRDB

/// Makes sure, before anything is done in the stores' folders, that each of them is this catalogue's, and the store that its
/// records mean by the name.
///
/// Without that, a service that is started with another `--data` would see nothing but files that nobody knows.
struct StoreClaims: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance

    /// Marks the folders that have no mark yet, where that is safe.
    ///
    /// - Throws: `ServiceError` where a folder is not what the configuration takes it for; whatever the disk says.
    func check() async throws {
        try checkFolders()
        let id = try await catalogue.identity()
        for store in stores.all {
            let mark = StoreMark(catalogue: id, store: store.name)
            var present = try StoreMark.read(store.folder)
            if present == nil {
                if let stray = try await unknownFile(in: store) { throw refusal(store, .unknownData(file: stray)) }
                present = try mark.write(store.folder, draft: store.draft("mark", by: instance))
            }
            guard let present, present != mark else { continue }
            throw refusal(
                store, present.catalogue == id ? .anotherName(present.store) : .anotherCatalogue(name: present.store))
        }
    }

    private func refusal(_ store: DataStore, _ conflict: ServiceError.StoreConflict) -> ServiceError {
        .store(name: store.name, folder: store.folder, conflict)
    }

    /// Refuses a folder that is there twice, however its paths are spelled.
    private func checkFolders() throws {
        var seen: [DataStore.Place: DataStore] = [:]
        for store in [stores.staging] + stores.all {
            let place = try store.place
            if let other = seen[place] { throw refusal(store, .sharedFolder(other.name)) }
            seen[place] = store
        }
    }

    /// A file that cannot be this store's by what the records say; nil where there is none: a store of a version that
    /// made no marks is as good as marked.
    private func unknownFile(in store: DataStore) async throws -> String? {
        let ids = try store.ids()
        let knowledge = try await catalogue.knowledge(of: ids, in: store.name)
        return zip(ids, knowledge).first { id, known in
            switch known {
            case .named, .deleted, .dataless: false
            case .elsewhere(let names, let size):
                // A copy that was taken back: what the record names has to be there.
                !names.contains { stores[$0]?.size(of: id) == size }
            case .unknown: true
            }
        }?.0
    }
}

extension ServiceError {
    /// Why a folder cannot be the store that it is said to be.
    public enum StoreConflict: Hashable, Sendable {
        /// It is another catalogue's, as the store of this name.
        case anotherCatalogue(name: String)
        /// It is this catalogue's, as the store of this name.
        case anotherName(String)
        /// The store of this name has the same folder.
        case sharedFolder(String)
        /// It has no mark, and data that the records do not know there, for example this file.
        case unknownData(file: String)

        /// What happened, why, and what to do next.
        func description(name: String, folder: String) -> String {
            let start = "The folder \(folder) cannot be the store “\(name)”: "
            return switch self {
            case .anotherCatalogue(let known):
                start
                    + "it is the store “\(known)” of another catalogue, whose images would be lost. Start the service "
                    + "with the --data that the folder belongs to, or give the store another folder."
            case .anotherName(let known):
                start + "the records of this catalogue call it “\(known)”, and their data would not be found. Name it "
                    + "--store \(known)=\(folder), or give “\(name)” another folder."
            case .sharedFolder(let other):
                start
                    + "it is that of “\(other)” too, and data that is deleted in one would be gone from both. Give each "
                    + "a folder of its own."
            case .unknownData(let file):
                start
                    + "it has data that this catalogue does not know there, for example data/\(file). Start the service "
                    + "with the --data and the store's name that the folder belongs to, or give the store another folder."
            }
        }
    }
}
