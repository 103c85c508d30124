/// The body of `POST /v2/images`: what a person chose to say about an image to be.
///
/// Every attribute is optional, and one that is nil or empty is not sent: the service's own default applies.
///
/// ```swift
/// var image = NewImage()
/// image.name = "alpine"
/// image.diskFormat = "qcow2"
/// image.containerFormat = "bare"
/// print(image.json().text())  // {"container_format":"bare","disk_format":"qcow2","name":"alpine"}
/// ```
public struct NewImage: Hashable, Sendable {
    public var name: String?
    /// A UUID of one's own choice; the service makes one otherwise.
    public var id: String?
    public var diskFormat: String?
    public var containerFormat: String?
    public var visibility: Visibility?
    public var tags: [String] = []
    /// Disk needed to boot, in GB.
    public var minDisk: Int64?
    /// Memory needed to boot, in MB.
    public var minRAM: Int64?
    public var isProtected: Bool?
    public var isHidden: Bool?
    /// Additional properties: the API takes strings only. A key that names an attribute above is ignored.
    public var properties: [String: String] = [:]

    public init() {}

    /// The body as a JSON object.
    public func json() -> JSONValue {
        var body = properties.mapValues(JSONValue.string)
        for attribute in ImageAttribute.creatable { body[attribute.rawValue] = nil }
        body[ImageAttribute.name.rawValue] = name.map(JSONValue.string)
        body[ImageAttribute.id.rawValue] = id.map(JSONValue.string)
        body[ImageAttribute.diskFormat.rawValue] = diskFormat.map(JSONValue.string)
        body[ImageAttribute.containerFormat.rawValue] = containerFormat.map(JSONValue.string)
        body[ImageAttribute.visibility.rawValue] = visibility.map { .string($0.rawValue) }
        if !tags.isEmpty { body[ImageAttribute.tags.rawValue] = .array(tags.map(JSONValue.string)) }
        body[ImageAttribute.minDisk.rawValue] = minDisk.map(JSONValue.integer)
        body[ImageAttribute.minRAM.rawValue] = minRAM.map(JSONValue.integer)
        body[ImageAttribute.protected.rawValue] = isProtected.map(JSONValue.bool)
        body[ImageAttribute.hidden.rawValue] = isHidden.map(JSONValue.bool)
        return .object(body)
    }
}
