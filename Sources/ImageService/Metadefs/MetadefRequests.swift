import Hummingbird
import ImageModel

extension Request {
    /// Reads the body as a JSON object; like Glance, this accepts any media type.
    ///
    /// - Throws: `Fault` 400 or 413.
    func jsonObject() async throws -> [String: JSONValue] {
        guard let object = try await json().object else {
            throw Fault.badRequest("The request body must be a JSON object.")
        }
        return object
    }
}

extension ServiceContext {
    /// The namespace that the path names.
    var namespace: String {
        get throws { try decoded("namespace") }
    }
}
