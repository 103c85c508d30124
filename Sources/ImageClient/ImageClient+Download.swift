import AsyncHTTPClient
import Clouds
package import ImageModel
import NIOCore
import NIOHTTP1

extension ImageClient {
    /// `GET /v2/images/{id}/file`.
    package func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload {
        let response = try await withAccess { access throws(APIError) in try await open(id, offset, access) }
        let length = response.headers.first(name: "Content-Length").flatMap { Int64($0) }
        var (start, size) = (Int64(0), length)
        if response.status == .partialContent {
            guard let range = response.headers.first(name: "Content-Range").flatMap(ContentRange.init) else {
                throw APIError(
                    kind: .notUnderstood, status: 206, message: "The answer does not say which part of the data it is.")
            }
            (start, size) = (range.first, range.size)
        }
        // Glance answers 204 for an image without data.
        if response.status == .noContent { size = 0 }
        return ImageDownload(start: start, size: size, chunks: BodyChunks(body: response.body) { Self.failure($0) })
    }

    private func open(
        _ id: Image.ID, _ offset: Int64, _ access: ImageAccess
    ) async throws(APIError) -> HTTPClientResponse {
        var request = Self.request(.GET, Self.path(id) + "/file", access)
        // An error comes as JSON, the data as bytes.
        request.headers.replaceOrAdd(name: "Accept", value: "application/octet-stream, application/json")
        if offset > 0 { request.headers.add(name: "Range", value: "bytes=\(offset)-") }
        do {
            // The time limit applies to the answer's head only: the data may take any time.
            return try await withTimeLimit(answerTime) { [request] in
                let response = try await http.execute(request, deadline: .distantFuture)
                guard (200..<300).contains(response.status.code) else {
                    _ = try await Answer(response, limit: Self.errorLimit, hiding: access.token)
                    return response
                }
                return response
            }
        } catch {
            throw Self.failure(error)
        }
    }
}

/// The header `Content-Range: bytes FIRST-LAST/SIZE` of RFC 9110.
struct ContentRange: Hashable {
    /// The offset of the first byte.
    let first: Int64
    /// The size of the whole data, in bytes; nil if the header does not give it.
    let size: Int64?

    /// Parses a header's value; nil if it is not a valid range.
    init?(_ text: String) {
        guard let match = text.wholeMatch(of: /bytes (\d+)-(\d+)\/(\d+|\*)/), let first = Int64(match.1),
            let last = Int64(match.2), first <= last
        else { return nil }
        self.first = first
        size = Int64(match.3)
        if let size, last >= size { return nil }
    }
}
