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

    /// A source whose requests go through `http`, which the caller owns and shuts down.
    public init(http: HTTPClient) { self.http = http }

    /// The data of an address, read as it is asked for.
    ///
    /// - Throws: `APIError.Kind.source` where the server does not give it, with its words. What may be secret in the address is not
    ///   among them: what is said of a transfer is kept in logs.
    public func data(at url: String) async throws(APIError) -> ImageData {
        var request = HTTPClientRequest(.GET, url)
        request.headers.replaceOrAdd(name: "Accept", value: "*/*")
        let response: HTTPClientResponse
        do {
            response = try await withTimeLimit(answerTime) { [http, request] in
                try await http.execute(request, deadline: .distantFuture)
            }
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
        let host = URL(string: url)?.host() ?? "The source"
        let chunks = BodyChunks(body: response.body) { error in
            if error is CancellationError { return error }
            return APIError(
                kind: .source, message: "\(host) broke off its data: \(TransportError(error).reason).")
        }
        return ImageData(size: size, chunks: chunks)
    }
}
