import Foundation
import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore

/// Reading JSON bodies, and other properties of a request.
extension Request {
    /// The maximum length of a JSON body, in bytes.
    static let jsonLimit = 1 << 20

    /// The maximum length of an image's record or patch, in bytes: 128 properties with the 65,535 characters that Glance
    /// stores of each, at three bytes per character.
    static let imageLimit = 24 << 20

    /// Reads and parses the body.
    ///
    /// - Parameter limit: the maximum length of the body, in bytes.
    /// - Throws: `Fault` 400 if the body is empty, nested too deeply, or not a JSON object or array, or 413 if it is longer
    ///   than the limit or has too many values.
    func json(limit: Int = Request.jsonLimit) async throws -> JSONValue {
        let bytes: ByteBuffer
        do {
            bytes = try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Fault.tooLarge("The request body is larger than \(limit) bytes.")
        }
        guard bytes.readableBytes > 0 else { throw Fault.badRequest("Body expected in request.") }
        let value: JSONValue
        do {
            value = try JSONReader.value(of: Array(bytes.readableBytesView))
        } catch .malformed {
            throw Fault.badRequest("Malformed JSON in request body.")
        } catch .tooDeep {
            throw Fault.badRequest(
                "The JSON in the request body is nested more than \(JSONReader.depthLimit) deep.")
        } catch .tooMany {
            throw Fault.tooLarge("The JSON in the request body has more than \(JSONReader.countLimit) values.")
        }
        guard value.object != nil || value.array != nil else {
            throw Fault.badRequest("Unexpected body type. Expected list/dict.")
        }
        return value
    }

    /// - Throws: `Fault` 400 if there is a body. Like Glance, this ignores a chunked body if the method does not use one.
    func refuseBody() throws {
        let isUseful = [.post, .put, .patch].contains(method)
        let isEmpty = headers[.contentLength].map { $0 == "0" } ?? (!isUseful || headers[.transferEncoding] == nil)
        guard isEmpty else { throw Fault.badRequest("A body is not expected with this request.") }
    }

    /// The user's token, from any header that keystonemiddleware accepts.
    var token: String? { headers[.authToken] ?? headers[.storageToken] }

    /// The maximum length of a request's id from a client, in characters.
    private static let idLimit = 64

    /// The client's id for the request, by which it can be traced through all services of a cloud; nil if there is none, or if
    /// it is not printable ASCII.
    ///
    /// - Throws: `Fault` 400 if the id is too long.
    var idByClient: String? {
        get throws {
            guard let id = headers[.requestID], !id.isEmpty, id.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
                return nil
            }
            guard id.utf8.count <= Self.idLimit else {
                throw Fault.badRequest("X-OpenStack-Request-ID is longer than \(Self.idLimit) characters.")
            }
            return id.hasPrefix("req-") ? id : "req-" + id
        }
    }

    /// The parameters of the query.
    ///
    /// - Throws: `Fault` 400 if percent-encoded text is not UTF-8.
    var query: QueryString {
        get throws { try QueryString(uri.query) }
    }

    /// The service's address as the client wrote it. A proxy that terminates TLS says so in `X-Forwarded-Proto`, as for Glance.
    var base: String {
        let isSecure = headers[.forwardedProtocol]?.trimmingSpaces().lowercased() == "https"
        return (isSecure ? "https://" : "http://") + (head.authority ?? "localhost")
    }
}

extension Response {
    /// A success without a body.
    static let noContent = Response(status: .noContent)

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        json(ByteBuffer(string: value.text()), status: status)
    }

    /// Creates a response whose JSON a closure writes.
    static func json(status: HTTPResponse.Status = .ok, _ write: (inout JSONText) -> Void) -> Response {
        var text = JSONText()
        write(&text)
        return json(ByteBuffer(bytes: text.bytes), status: status)
    }

    private static func json(_ bytes: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: bytes))
    }
}
