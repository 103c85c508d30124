/// The body of `POST /v2/images`: what the user has chosen for a new image.
///
/// Every attribute is optional, and one that is nil or empty is not sent, so that the service's default applies.
///
/// ```swift
/// var image = NewImage()
/// image.name = "alpine"
/// image.diskFormat = "qcow2"
/// image.containerFormat = "bare"
/// print(image.json().text())  // {"container_format":"bare","disk_format":"qcow2","name":"alpine"}
/// ```
package struct NewImage: Hashable, Sendable {
    /// The name, of at most 255 characters (`ImageLimits.nameLength`); it need not be unique.
    package var name: String?
    /// A UUID of the user's choice; nil lets the service choose one.
    package var id: String?
    /// How the disk is laid out: one of the cloud's choices (`ImageSchema`), for example `qcow2`.
    package var diskFormat: String?
    /// The container around the disk: one of the cloud's choices, for example `bare`.
    package var containerFormat: String?
    /// Who may see and use the image; the service's default is `shared`.
    package var visibility: Visibility?
    /// At most 128 tags (`ImageLimits.tagCount`) of at most 255 characters each, without duplicates.
    package var tags: [String] = []
    /// The disk size needed to boot, in GB.
    package var minDisk: Int64?
    /// The memory needed to boot, in MB.
    package var minRAM: Int64?
    /// Whether deleting the image is refused; the service's default is false.
    package var isProtected: Bool?
    /// Whether the image is left out of lists by default (`os_hidden`); the service's default is false.
    package var isHidden: Bool?
    /// Additional properties, whose values are strings in the API. A key that names one of the attributes above is ignored.
    package var properties: [String: String] = [:]

    /// Creates an empty body, which the service accepts too.
    package init() {}

    /// Returns the body as a JSON object.
    package func json() -> JSONValue {
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
