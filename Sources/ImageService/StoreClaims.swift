import Foundation
import GRDB

/// Ensures, before anything is done in the stores' directories, that each of them belongs to this catalogue, as the store that
/// the records know by its name.
///
/// Otherwise a service that is started with another `--data` would see nothing but unknown files.
struct StoreClaims: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance

    /// Marks the directories that have no mark yet, if that is safe.
    ///
    /// - Throws: `ServiceError` if a directory is not what the configuration takes it for, or an error of the file system.
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

    /// Throws if two stores have the same directory, however their paths are spelled.
    private func checkFolders() throws {
        var seen: [DataStore.Place: DataStore] = [:]
        for store in [stores.staging] + stores.all {
            let place = try store.place
            if let other = seen[place] { throw refusal(store, .sharedFolder(other.name)) }
            seen[place] = store
        }
    }

    /// Returns a file that cannot belong to this store according to the records; nil if there is none, so that the directory
    /// can be marked: stores of older versions have no marks.
    private func unknownFile(in store: DataStore) async throws -> String? {
        let ids = try store.ids()
        let knowledge = try await catalogue.knowledge(of: ids, in: store.name)
        return zip(ids, knowledge).first { id, known in
            switch known {
            case .named, .deleted, .dataless: false
            case .elsewhere(let names, let size):
                // The leftover of a removed copy, as long as a store that the record names has the data.
                !names.contains { stores[$0]?.size(of: id) == size }
            case .unknown: true
            }
        }?.0
    }
}

extension ServiceError {
    /// The reason why a directory cannot be the store that the configuration takes it for.
    package enum StoreConflict: Hashable, Sendable {
        /// It belongs to another catalogue, as the store with this name.
        case anotherCatalogue(name: String)
        /// It belongs to this catalogue, as the store with this name.
        case anotherName(String)
        /// The store with this name has the same directory.
        case sharedFolder(String)
        /// It has no mark, and contains data that the records do not expect there, for example this file.
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
