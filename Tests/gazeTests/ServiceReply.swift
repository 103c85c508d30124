import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// An answer of a service.
struct ServiceReply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
    var fields: [String: JSONValue] { (try? JSONDecoder().decode([String: JSONValue].self, from: body)) ?? [:] }
}

extension ServeProcess {
    /// Sends a request and reads the whole answer.
    ///
    /// - Parameter headers: besides `Accept`, which asks for JSON.
    func send(
        _ method: HTTPMethod, _ path: String, headers: [(String, String)] = [], body: HTTPClientRequest.Body? = nil,
        by client: HTTPClient = .shared
    ) async throws -> ServiceReply {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        request.headers = HTTPHeaders([("Accept", "application/json")] + headers)
        request.body = body
        let response = try await client.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 1 << 26)
        return ServiceReply(status: Int(response.status.code), headers: response.headers, body: Data(buffer: bytes))
    }

    /// Sends JSON.
    func send(
        _ method: HTTPMethod, _ path: String, type: String = "application/json", _ json: JSONValue,
        by client: HTTPClient = .shared
    ) async throws -> ServiceReply {
        try await send(
            method, path, headers: [("Content-Type", type)], body: .bytes(ByteBuffer(string: json.text())), by: client)
    }
}
