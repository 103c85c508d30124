import Foundation
import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore

/// What a request's body and answers are, where they are JSON.
extension Request {
    /// Bytes of a JSON body at most.
    static let jsonLimit = 1 << 20

    /// Bytes of an image's record or patch at most: 128 properties of the 65,535 characters that Glance keeps of each, with
    /// three bytes a character.
    static let imageLimit = 24 << 20

    /// The body.
    ///
    /// - Parameter limit: bytes at most.
    /// - Throws: `Fault` 400 where it is empty, nested too deeply, or no JSON object or array, 413 where it is larger than the
    ///   limit or has too many values.
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

    /// - Throws: `Fault` 400 where there is a body. One in chunks is none to Glance where the method has no use for any.
    func refuseBody() throws {
        let isUseful = [.post, .put, .patch].contains(method)
        let isEmpty = headers[.contentLength].map { $0 == "0" } ?? (!isUseful || headers[.transferEncoding] == nil)
        guard isEmpty else { throw Fault.badRequest("A body is not expected with this request.") }
    }

    /// The token of the one who makes it, wherever keystonemiddleware looks for one.
    var token: String? { headers[.authToken] ?? headers[.storageToken] }

    /// Characters that the id of a request may have, as a client gives it.
    private static let idLimit = 64

    /// What the client calls the request, so that it can be followed through all the services of a cloud; nil where it gives no
    /// name, or one that is not printable ASCII.
    ///
    /// - Throws: `Fault` 400 where the name is too long.
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

    /// The parameters.
    ///
    /// - Throws: `Fault` 400 where an escape does not make UTF-8.
    var query: QueryString {
        get throws { try QueryString(uri.query) }
    }

    /// The address that the request was sent to, as its client wrote it: what stands before the service and speaks TLS says
    /// so in `X-Forwarded-Proto`, as to Glance.
    var base: String {
        let isSecure = headers[.forwardedProtocol]?.trimmingSpaces().lowercased() == "https"
        return (isSecure ? "https://" : "http://") + (head.authority ?? "localhost")
    }
}

extension Response {
    /// Done, and nothing to say.
    static let noContent = Response(status: .noContent)

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        json(ByteBuffer(string: value.text()), status: status)
    }

    /// An answer whose JSON is written out.
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
