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
    /// At most 255 characters (`ImageLimits.nameLength`); not unique.
    public var name: String?
    /// A UUID of one's own choice; the service makes one otherwise.
    public var id: String?
    /// How the disk is laid out: one of the cloud's own choices (`ImageSchema`), for example `qcow2`.
    public var diskFormat: String?
    /// What the disk is wrapped in: one of the cloud's own choices, for example `bare`.
    public var containerFormat: String?
    /// Who may see it; `shared` where it is not said.
    public var visibility: Visibility?
    /// At most 128 (`ImageLimits.tagCount`), each of at most 255 characters, no twins.
    public var tags: [String] = []
    /// Disk needed to boot, in GB.
    public var minDisk: Int64?
    /// Memory needed to boot, in MB.
    public var minRAM: Int64?
    /// Whether a delete is to be refused; false where it is not said.
    public var isProtected: Bool?
    /// Whether default lists are to leave it out (`os_hidden`); false where it is not said.
    public var isHidden: Bool?
    /// Additional properties: the API takes strings only. A key that names an attribute above is ignored.
    public var properties: [String: String] = [:]

    /// A create that says nothing, which the service accepts too.
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
