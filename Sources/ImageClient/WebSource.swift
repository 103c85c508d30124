package import AsyncHTTPClient
import Clouds
import Foundation
package import ImageModel
import NIOCore
import NIOHTTP1

/// Reads data from web addresses, for clouds that do not fetch it themselves.
package struct WebSource: Sendable {
    private let http: HTTPClient
    /// The time limit for an answer's head; the data may take any time.
    var answerTime: Duration = .seconds(60)
    /// The policy for resuming interrupted transfers.
    var resumption = Resumption()

    /// Creates a source whose requests go through `http`, which the caller owns and shuts down.
    package init(http: HTTPClient) { self.http = http }

    /// Returns the data at an address, which is read on demand. An interrupted transfer is resumed if the server supports
    /// ranges and a validator that shows that the data is unchanged.
    ///
    /// - Throws: `APIError.Kind.source` if the server does not provide the data, with the reason, or `APIError.Kind.cancelled`.
    ///   Secrets in the address are left out, as messages about a transfer are kept in logs.
    package func data(at url: String) async throws(APIError) -> ImageData {
        let response: HTTPClientResponse
        do {
            response = try await answer(to: Self.request(url))
        } catch {
            if Task.isCancelled { throw APIError(kind: .cancelled, message: "") }
            throw APIError(
                kind: .source, message: "\(ShownAddress(url)) cannot be read: \(TransportError(error).reason).")
        }
        guard response.status == .ok else {
            throw APIError(
                kind: .source, message: "\(ShownAddress(url)) answers \(response.status.code), not with data.")
        }
        let size = response.headers.first(name: "Content-Length").flatMap { Int64($0) }
        return ImageData(size: size, chunks: WebChunks(source: self, url: url, response: response, size: size))
    }

    /// Requests the data at an address from an offset on, provided that it is unchanged.
    ///
    /// - Parameters:
    ///   - position: the offset of the first byte.
    ///   - size: the size of the whole data, in bytes; nil if it is not known.
    ///   - validator: the validator of the data read so far.
    /// - Throws: `APIError` if the rest cannot be read. Its message begins in lower case, and does not contain the address.
    func rest(
        of url: String, from position: Int64, size: Int64?, ifStill validator: WebValidator
    ) async throws(APIError) -> HTTPClientResponse.Body {
        var request = Self.request(url)
        request.headers.add(name: "Range", value: "bytes=\(position)-")
        request.headers.add(name: "If-Range", value: validator.value)
        let response: HTTPClientResponse
        do {
            response = try await answer(to: request)
        } catch {
            throw APIError(TransportError(error))
        }
        switch response.status {
        case .partialContent where validator.allows(response.headers): break
        case .ok, .partialContent:
            throw APIError(kind: .source, message: "asked for the rest, it answers as for other data")
        default:
            let status = Int(response.status.code)
            throw APIError(status: status, message: "asked for the rest, it answers \(status)")
        }
        guard let range = response.headers.first(name: "Content-Range").flatMap(ContentRange.init),
            range.first == position, size == nil || range.size == nil || range.size == size
        else { throw APIError(kind: .source, message: "asked for the rest, it sends another part") }
        return response.body
    }

    private static func request(_ url: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(.GET, url)
        request.headers.replaceOrAdd(name: "Accept", value: "*/*")
        return request
    }

    /// Sends a request, and returns the answer's head within the time limit.
    private func answer(to request: HTTPClientRequest) async throws -> HTTPClientResponse {
        try await withTimeLimit(answerTime) { [http] in try await http.execute(request, deadline: .distantFuture) }
    }
}
