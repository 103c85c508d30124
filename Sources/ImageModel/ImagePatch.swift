/// Changes to a record: the body of `PATCH /v2/images/{id}`, whose media type is
/// `application/openstack-images-v2.1-json-patch`.
///
/// ```swift
/// let patch = ImagePatch([.replace(.diskFormat, .string("raw")), .remove("os_distro")])
/// ```
package struct ImagePatch: Hashable, Sendable {
    /// The media type of a patch: RFC 6902, as used by the Image API since 2.1.
    package static let mediaType = "application/openstack-images-v2.1-json-patch"

    /// The changes, applied in this order, either all or none.
    package var changes: [Change]

    /// Creates a patch of changes in this order.
    package init(_ changes: [Change]) { self.changes = changes }

    /// One change to one attribute.
    package enum Change: Hashable, Sendable {
        /// Sets an attribute that may not exist yet.
        case add(ImageAttribute, JSONValue)
        /// Sets an attribute that exists.
        case replace(ImageAttribute, JSONValue)
        /// Removes an additional property.
        case remove(ImageAttribute)
    }

    /// Returns the body as a JSON array.
    package func json() -> JSONValue {
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
        // RFC 6901: the characters that have a meaning in a JSON pointer are escaped.
        let pointer = attribute.rawValue.replacing("~", with: "~0").replacing("/", with: "~1")
        var operation: [String: JSONValue] = ["op": .string(name), "path": .string("/" + pointer)]
        operation["value"] = value
        return .object(operation)
    }
}
