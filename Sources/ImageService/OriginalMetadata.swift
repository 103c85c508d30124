import Foundation

/// An image's attributes before an import copied another record's metadata over them, so that a failed import can restore them.
struct OriginalMetadata: Codable, Hashable, Sendable {
    let diskFormat: String?
    let containerFormat: String?
    let properties: [String: String]

    init(_ image: StoredImage) {
        diskFormat = image.diskFormat
        containerFormat = image.containerFormat
        properties = image.properties.filter { !$0.key.hasPrefix("os_glance_") }
    }

    /// Decodes what `json` encoded; nil if the text is something else.
    init?(json: String) {
        guard let original = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = original
    }

    var json: String? { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } }

    /// Restores the attributes; properties that the service itself sets are kept.
    func restore(_ image: inout StoredImage) {
        image.diskFormat = diskFormat
        image.containerFormat = containerFormat
        image.properties = image.properties.filter { $0.key.hasPrefix("os_glance_") }.merging(properties) { $1 }
    }
}
