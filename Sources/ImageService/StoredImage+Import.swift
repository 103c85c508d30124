import Foundation
import ImageModel

/// What an import under way notes in its image, by the names that Glance has for it.
extension StoredImage {
    private static let taskKey = "os_glance_import_task"
    private static let pendingKey = "os_glance_importing_to_stores"
    private static let failedKey = "os_glance_failed_import"

    /// The task that works on the image.
    var importTask: String? {
        get { properties[Self.taskKey] }
        set { properties[Self.taskKey] = newValue }
    }

    /// The stores that the data is still to go to.
    var pendingStores: [String] {
        get { Self.list(properties[Self.pendingKey]) }
        set { properties[Self.pendingKey] = Self.text(newValue) }
    }

    /// The stores that the data could not be brought to.
    var failedStores: [String] {
        get { Self.list(properties[Self.failedKey]) }
        set { properties[Self.failedKey] = Self.text(newValue) }
    }

    /// Gives an image that is being imported its next status. One that was active when its copies were asked for keeps its
    /// own, and so does one that was deactivated since.
    mutating func endImporting(as status: ImageStatus) {
        if self.status == ImageStatus.importing.rawValue { self.status = status.rawValue }
    }

    /// Notes that a store has the data.
    mutating func add(store: String) {
        if !storeNames.contains(store) { stores = (storeNames + [store]).joined(separator: ",") }
        pendingStores.removeAll { $0 == store }
        failedStores.removeAll { $0 == store }
    }

    /// Notes that a store does not have the data any more; without any, there is none.
    mutating func remove(store: String) {
        let left = storeNames.filter { $0 != store }
        stores = left.isEmpty ? nil : left.joined(separator: ",")
        guard left.isEmpty else { return }
        (size, virtualSize, checksum, hashAlgorithm, hashValue) = (nil, nil, nil, nil, nil)
    }

    private static func list(_ text: String?) -> [String] { text?.split(separator: ",").map(String.init) ?? [] }
    private static func text(_ names: [String]) -> String { Set(names).sorted().joined(separator: ",") }
}
