/// Changes to a record: the body of `PATCH /v2/images/{id}`, of the media type
/// `application/openstack-images-v2.1-json-patch`.
///
/// ```swift
/// let patch = ImagePatch([.replace(.diskFormat, .string("raw")), .remove("os_distro")])
/// ```
public struct ImagePatch: Hashable, Sendable {
    /// The media type of a patch: RFC 6902, as the Image API has it since 2.1.
    public static let mediaType = "application/openstack-images-v2.1-json-patch"

    /// What is done, in this order; all of it or nothing.
    public var changes: [Change]

    /// Changes in their order.
    public init(_ changes: [Change]) { self.changes = changes }

    /// One change to one attribute.
    public enum Change: Hashable, Sendable {
        /// Sets an attribute that may not be there.
        case add(ImageAttribute, JSONValue)
        /// Sets an attribute that is there.
        case replace(ImageAttribute, JSONValue)
        /// Takes an additional property away.
        case remove(ImageAttribute)
    }

    /// The body as a JSON array.
    public func json() -> JSONValue {
        .array(
            changes.map { change in
                switch change {
                case .add(let attribute, let value): Self.operation("add", attribute, value)
                case .replace(let attribute, let value): Self.operation("replace", attribute, value)
                case .remove(let attribute): Self.operation("remove", attribute, nil)
                }
            })
    }

    private static func operation(_ name: String, _ attribute: ImageAttribute, _ value: JSONValue?) -> JSONValue {
        // RFC 6901: what the pointer itself is written with is escaped.
        let pointer = attribute.rawValue.replacing("~", with: "~0").replacing("/", with: "~1")
        var operation: [String: JSONValue] = ["op": .string(name), "path": .string("/" + pointer)]
        operation["value"] = value
        return .object(operation)
    }
}
