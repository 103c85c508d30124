import Foundation
import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore

/// What a request's body and answers are, where they are JSON.
extension Request {
    /// Bytes of a JSON body at most: 128 properties and 128 tags of full length fit many times.
    static let jsonLimit = 1 << 20

    /// The body.
    ///
    /// - Throws: `Fault` 400 where it is empty or no JSON object or array, 413 where it is larger than `jsonLimit`.
    func json() async throws -> JSONValue {
        let bytes: ByteBuffer
        do {
            bytes = try await body.collect(upTo: Self.jsonLimit)
        } catch is NIOTooManyBytesError {
            throw Fault.tooLarge("The request body is larger than \(Self.jsonLimit) bytes.")
        }
        guard bytes.readableBytes > 0 else { throw Fault.badRequest("Body expected in request.") }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes.readableBytesView)) else {
            throw Fault.badRequest("Malformed JSON in request body.")
        }
        guard value.object != nil || value.array != nil else {
            throw Fault.badRequest("Unexpected body type. Expected list/dict.")
        }
        return value
    }

    /// Refuses a body.
    ///
    /// - Throws: `Fault` 400 where there is one.
    func checkEmpty() async throws {
        for try await bytes in body where bytes.readableBytes > 0 {
            throw Fault.badRequest("A body is not expected with this request.")
        }
    }

    /// The address that the request was sent to.
    var base: String { "http://" + (head.authority ?? "localhost") }
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
        return json(text.bytes, status: status)
    }

    private static func json(_ bytes: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: bytes))
    }
}
