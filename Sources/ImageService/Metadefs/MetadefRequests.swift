import Foundation
import Hummingbird
import ImageModel
import NIOCore

extension Request {
    /// The body as a JSON object; whatever its media type, as Glance takes it.
    ///
    /// - Throws: `Fault` 400 or 413.
    func jsonObject() async throws -> [String: JSONValue] {
        let bytes: ByteBuffer
        do {
            bytes = try await body.collect(upTo: CreateRequest.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw Fault.tooLarge("The request body is larger than \(CreateRequest.bodyLimit) bytes.")
        }
        guard bytes.readableBytes > 0 else { throw Fault.badRequest("Body expected in request.") }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes.readableBytesView)) else {
            throw Fault.badRequest("Malformed JSON in request body.")
        }
        guard let object = value.object else { throw Fault.badRequest("The request body must be a JSON object.") }
        return object
    }

    /// - Throws: `Fault` 400 where there is a body.
    func refuseBody() throws {
        let isEmpty = headers[.contentLength].map { $0 == "0" } ?? (headers[.transferEncoding] == nil)
        guard isEmpty else { throw Fault.badRequest("A body is not expected with this request.") }
    }

    var query: QueryString { QueryString(uri.query) }
}

extension ServiceContext {
    /// A name in the path.
    ///
    /// - Throws: `Fault` 400 where it is no text.
    func name(_ parameter: String) throws -> String {
        guard let name = try parameters.require(parameter).removingPercentEncoding else {
            throw Fault.badRequest("Error decoding your request: the URL has characters that are not UTF-8.")
        }
        return name
    }

    var namespace: String {
        get throws { try name("namespace") }
    }
}
