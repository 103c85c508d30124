import Hummingbird
import ImageModel

extension Request {
    /// The body as a JSON object; whatever its media type, as Glance takes it.
    ///
    /// - Throws: `Fault` 400 or 413.
    func jsonObject() async throws -> [String: JSONValue] {
        guard let object = try await json().object else {
            throw Fault.badRequest("The request body must be a JSON object.")
        }
        return object
    }

    /// - Throws: `Fault` 400 where there is a body.
    func refuseBody() throws {
        let isEmpty = headers[.contentLength].map { $0 == "0" } ?? (headers[.transferEncoding] == nil)
        guard isEmpty else { throw Fault.badRequest("A body is not expected with this request.") }
    }

    /// The parameters.
    ///
    /// - Throws: `Fault` 400.
    var query: QueryString {
        get throws { try QueryString(uri.query) }
    }
}

extension ServiceContext {
    /// The namespace that the path names.
    var namespace: String {
        get throws { try decoded("namespace") }
    }
}
