public import AsyncHTTPClient
import Clouds
import Foundation
public import ImageModel
import NIOCore
import NIOHTTP1

/// Data at addresses of the web, for those clouds that do not fetch it by themselves.
public struct WebSource: Sendable {
    private let http: HTTPClient
    /// How long an answer's head may take; the data takes as long as it takes.
    var answerTime: Duration = .seconds(60)
    /// How patiently data is gone on with that is cut off.
    var resumption = Resumption()

    /// A source whose requests go through `http`, which the caller owns and shuts down.
    public init(http: HTTPClient) { self.http = http }

    /// The data of an address, read as it is asked for. Where it is cut off on the way, and the server tells its parts and whether
    /// it is still the same data, it is gone on with.
    ///
    /// - Throws: `APIError.Kind.source` where the server does not give it, with its words. What may be secret in the address is not
    ///   among them: what is said of a transfer is kept in logs.
    public func data(at url: String) async throws(APIError) -> ImageData {
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

    /// The data of an address from a byte on, for as long as it is the data that it was.
    ///
    /// - Parameter size: bytes of the whole; nil where that is not known.
    /// - Throws: why it cannot be had. The message begins in lower case, and says nothing of the address.
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

    /// The head of an answer, in its time.
    private func answer(to request: HTTPClientRequest) async throws -> HTTPClientResponse {
        try await withTimeLimit(answerTime) { [http] in try await http.execute(request, deadline: .distantFuture) }
    }
}
