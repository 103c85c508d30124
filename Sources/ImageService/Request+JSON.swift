import Foundation
import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore

/// What a request's body and answers are, where they are JSON.
extension Request {
    /// Bytes of a JSON body at most: 128 properties and 128 tags of full length fit many times.
    static let jsonLimit = 1 << 20

    /// Arrays and objects in each other at most: reading costs the square of that, and nothing of the API is near it.
    static let jsonDepthLimit = 64

    /// The body.
    ///
    /// - Throws: `Fault` 400 where it is empty, nested too deeply, or no JSON object or array, 413 where it is larger than `jsonLimit`.
    func json() async throws -> JSONValue {
        let bytes: ByteBuffer
        do {
            bytes = try await body.collect(upTo: Self.jsonLimit)
        } catch is NIOTooManyBytesError {
            throw Fault.tooLarge("The request body is larger than \(Self.jsonLimit) bytes.")
        }
        guard bytes.readableBytes > 0 else { throw Fault.badRequest("Body expected in request.") }
        guard Self.depth(of: bytes.readableBytesView) <= Self.jsonDepthLimit else {
            throw Fault.badRequest("The JSON in the request body is nested more than \(Self.jsonDepthLimit) deep.")
        }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes.readableBytesView)) else {
            throw Fault.badRequest("Malformed JSON in request body.")
        }
        guard value.object != nil || value.array != nil else {
            throw Fault.badRequest("Unexpected body type. Expected list/dict.")
        }
        return value
    }

    /// How many arrays and objects are open at once, at most.
    private static func depth(of json: some Sequence<UInt8>) -> Int {
        var (depth, deepest) = (0, 0)
        var (isText, isEscaped) = (false, false)
        for byte in json {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isText
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if !isText { (depth, deepest) = (depth + 1, max(deepest, depth + 1)) }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): if !isText { depth -= 1 }
            default: break
            }
        }
        return deepest
    }

    /// - Throws: `Fault` 400 where there is a body.
    func refuseBody() throws {
        let isEmpty = headers[.contentLength].map { $0 == "0" } ?? (headers[.transferEncoding] == nil)
        guard isEmpty else { throw Fault.badRequest("A body is not expected with this request.") }
    }

    /// The parameters.
    ///
    /// - Throws: `Fault` 400 where an escape does not make UTF-8.
    var query: QueryString {
        get throws { try QueryString(uri.query) }
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
        return json(ByteBuffer(bytes: text.bytes), status: status)
    }

    private static func json(_ bytes: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: bytes))
    }
}
