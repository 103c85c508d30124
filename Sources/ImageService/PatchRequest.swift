import HTTPTypes
import Hummingbird
import ImageModel

/// Parses the body of `PATCH /v2/images/{id}`, in either of the two drafts of JSON patch that Glance accepts.
struct PatchRequest {
    let changes: [ImageChange]

    private enum Draft: String, CaseIterable {
        /// `{"replace": "/name", "value": "alpine"}`
        case v20 = "application/openstack-images-v2.0-json-patch"
        /// `{"op": "replace", "path": "/name", "value": "alpine"}`
        case v21 = "application/openstack-images-v2.1-json-patch"
    }

    private static let operations = ImageChange.Operation.allCases.map(\.rawValue)

    /// - Throws: `Fault` 400, 403, 413 or 415.
    init(_ request: Request) async throws {
        let type = request.headers[.contentType].map { text in
            (text.split(separator: ";", maxSplits: 1).first.map(String.init) ?? "").trimmingSpaces()
        }
        guard let draft = type.flatMap(Draft.init(rawValue:)) else {
            let allowed = Draft.allCases.map(\.rawValue).joined(separator: ", ")
            throw Fault(
                status: .unsupportedMediaType,
                message: "The request media type \(type ?? "none") is not supported by this server.\n"
                    + "Image PATCH expects Content-Type one of: \(allowed)",
                headers: [.acceptPatch: allowed])
        }
        guard let operations = try await request.json(limit: Request.imageLimit).array else {
            throw Fault.badRequest("Request body must be a JSON array of operation objects.")
        }
        changes = try operations.map { operation in
            guard let fields = operation.object else { throw Fault.badRequest("Operations must be JSON objects.") }
            return try Self.change(fields, draft)
        }
    }

    private static func change(_ fields: [String: JSONValue], _ draft: Draft) throws -> ImageChange {
        let (operation, path) = try draft == .v20 ? oldStyle(fields) : newStyle(fields)
        let tokens = try JSONPointer.tokens(path)
        let attribute = ImageAttribute(rawValue: tokens[0])
        guard tokens.count == (attribute == .locations && operation != .replace ? 2 : 1) else {
            throw Fault.badRequest(
                "Invalid JSON pointer for this resource: '/\(tokens.joined(separator: "/"))'")
        }
        var value: JSONValue = .null
        if operation != .remove {
            guard let given = fields["value"] else {
                throw Fault.badRequest("Operation \"\(operation.rawValue)\" requires a member named \"value\".")
            }
            value = given
        }
        return try ImageChange(operation, attribute, value, isNewOnly: draft == .v20)
    }

    private static func newStyle(_ fields: [String: JSONValue]) throws -> (ImageChange.Operation, JSONValue) {
        let available = operations.joined(separator: ", ")
        guard let operation = fields["op"], operation != .null else {
            throw Fault.badRequest(
                "Unable to find `op` in JSON Schema change. It must be one of the following: \(available).")
        }
        guard let known = operation.string.flatMap(ImageChange.Operation.init(rawValue:)) else {
            throw Fault.badRequest(
                "Invalid operation: `\(operation.string ?? operation.text())`. "
                    + "It must be one of the following: \(available).")
        }
        guard let path = fields["path"] else { throw Fault.badRequest("Unable to find 'path' in JSON Schema change") }
        return (known, path)
    }

    private static func oldStyle(_ fields: [String: JSONValue]) throws -> (ImageChange.Operation, JSONValue) {
        let named = ImageChange.Operation.allCases.filter { fields[$0.rawValue] != nil }
        guard let operation = named.first, let path = fields[operation.rawValue], named.count == 1 else {
            throw Fault.badRequest(
                "Operation objects must contain \(named.isEmpty ? "exactly" : "only") one member named "
                    + "\"add\", \"remove\", or \"replace\".")
        }
        return (operation, path)
    }
}
