import Foundation

/// What an image said before an import took over another record's metadata, so that a failure can put it back.
struct OriginalMetadata: Codable, Hashable, Sendable {
    let diskFormat: String?
    let containerFormat: String?
    let properties: [String: String]

    init(_ image: StoredImage) {
        diskFormat = image.diskFormat
        containerFormat = image.containerFormat
        properties = image.properties.filter { !$0.key.hasPrefix("os_glance_") }
    }

    /// Reads what `json` wrote; nil where it is something else.
    init?(json: String) {
        guard let original = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = original
    }

    var json: String? { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } }

    /// Puts it back; what the service itself notes in the image stays.
    func restore(_ image: inout StoredImage) {
        image.diskFormat = diskFormat
        image.containerFormat = containerFormat
        image.properties = image.properties.filter { $0.key.hasPrefix("os_glance_") }.merging(properties) { $1 }
    }
}
