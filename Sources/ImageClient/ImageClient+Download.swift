import AsyncHTTPClient
import Clouds
public import ImageModel
import NIOCore
import NIOHTTP1

extension ImageClient {
    /// `GET /v2/images/{id}/file`.
    public func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload {
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
        // An image without data is answered so.
        if response.status == .noContent { size = 0 }
        return ImageDownload(start: start, size: size, chunks: BodyChunks(body: response.body) { Self.failure($0) })
    }

    private func open(
        _ id: Image.ID, _ offset: Int64, _ access: ImageAccess
    ) async throws(APIError) -> HTTPClientResponse {
        var request = Self.request(.GET, Self.path(id) + "/file", access)
        // A refusal is in JSON, and the data is what it is.
        request.headers.replaceOrAdd(name: "Accept", value: "application/octet-stream, application/json")
        if offset > 0 { request.headers.add(name: "Range", value: "bytes=\(offset)-") }
        do {
            // Only the head has its time: the data takes as long as it takes.
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

/// `Content-Range: bytes FIRST-LAST/SIZE`, as RFC 9110 has it.
struct ContentRange: Hashable {
    /// The place of the first byte.
    let first: Int64
    /// Bytes of the whole; nil where that is not said.
    let size: Int64?

    /// The range that a header says; nil where it says none.
    init?(_ text: String) {
        guard let match = text.wholeMatch(of: /bytes (\d+)-(\d+)\/(\d+|\*)/), let first = Int64(match.1),
            let last = Int64(match.2), first <= last
        else { return nil }
        self.first = first
        size = Int64(match.3)
        if let size, last >= size { return nil }
    }
}
