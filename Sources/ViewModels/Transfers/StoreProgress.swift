public import ImageModel

/// How far an import is in one store.
public struct StoreProgress: Hashable, Sendable {
    /// Where the data is on its way into a store.
    public enum State: Hashable, Sendable {
        /// It is still to come, or coming.
        case pending
        /// It is there.
        case present
        /// The store did not take it.
        case failed
    }

    /// The store's id.
    public let store: ImageStore.ID
    /// How far it is.
    public let state: State

    /// How far it is in each store, as a record says it: `stores`, `os_glance_importing_to_stores` and
    /// `os_glance_failed_import`.
    ///
    /// - Parameter targets: the stores that were asked for; nil where the service chose.
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
