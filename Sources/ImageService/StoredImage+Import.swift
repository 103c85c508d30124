import Foundation
import ImageModel

/// What an import records in its image while it runs, in the properties that Glance uses.
extension StoredImage {
    private static let taskKey = "os_glance_import_task"
    private static let pendingKey = "os_glance_importing_to_stores"
    private static let failedKey = "os_glance_failed_import"

    /// The id of the task that works on the image.
    var importTask: String? {
        get { properties[Self.taskKey] }
        set { properties[Self.taskKey] = newValue }
    }

    /// The stores that the data should still be copied to.
    var pendingStores: [String] {
        get { Self.list(properties[Self.pendingKey]) }
        set { properties[Self.pendingKey] = Self.text(newValue) }
    }

    /// The stores that the data could not be copied to.
    var failedStores: [String] {
        get { Self.list(properties[Self.failedKey]) }
        set { properties[Self.failedKey] = Self.text(newValue) }
    }

    /// Sets the next status of an image that is being imported. An image that was active when it was copied to more stores
    /// keeps its status, and so does one that has been deactivated since.
    mutating func endImporting(as status: ImageStatus) {
        if self.status == ImageStatus.importing.rawValue { self.status = status.rawValue }
    }

    /// Records that a store has the data.
    mutating func add(store: String) {
        if !storeNames.contains(store) { stores = (storeNames + [store]).joined(separator: ",") }
        pendingStores.removeAll { $0 == store }
        failedStores.removeAll { $0 == store }
    }

    /// Records that a store no longer has the data; when no store is left, the attributes of the data are cleared.
    mutating func remove(store: String) {
        let left = storeNames.filter { $0 != store }
        stores = left.isEmpty ? nil : left.joined(separator: ",")
        guard left.isEmpty else { return }
        (size, virtualSize, checksum, hashAlgorithm, hashValue) = (nil, nil, nil, nil, nil)
    }

    private static func list(_ text: String?) -> [String] { text?.split(separator: ",").map(String.init) ?? [] }
    private static func text(_ names: [String]) -> String { Set(names).sorted().joined(separator: ",") }
}
