package import ImageModel

/// The progress of an import in one store.
package struct StoreProgress: Hashable, Sendable {
    /// The state of the data in a store.
    package enum State: Hashable, Sendable {
        /// The data is still to be stored, or being stored.
        case pending
        /// The data is there.
        case present
        /// The store failed to take the data.
        case failed
    }

    /// The store's id.
    package let store: ImageStore.ID
    /// The state of the data in the store.
    package let state: State

    /// Returns the progress in each store according to a record: its `stores`, `os_glance_importing_to_stores` and
    /// `os_glance_failed_import`.
    ///
    /// - Parameter targets: the stores that were requested; nil if the service chose.
    static func all(in record: ImageRecord, targets: [ImageStore.ID]?) -> [StoreProgress] {
        func list(_ name: String) -> [String] {
            (record.fields[name]?.string ?? "").split(separator: ",").map(String.init)
        }
        let (present, failed) = (list("stores"), list("os_glance_failed_import"))
        let pending = list("os_glance_importing_to_stores")
        var names = targets ?? []
        for name in pending + failed + (targets == nil ? present : []) where !names.contains(name) {
            names.append(name)
        }
        return names.map { name in
            let state: State =
                present.contains(name)
                ? .present : failed.contains(name) && !pending.contains(name) ? .failed : .pending
            return StoreProgress(store: name, state: state)
        }
    }
}
