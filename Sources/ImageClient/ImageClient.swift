package import AsyncHTTPClient
package import Clouds
import Foundation
package import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// An image service over HTTP: a cloud's or the embedded one.
///
/// ```swift
/// let session = CloudSession(configuration)
/// let images = ImageClient(session)
/// let page = try await images.images(ImageQuery(limit: 100))
/// ```
package struct ImageClient: ImageAPI {
    /// Returns the service's address and a token that it accepts, and not the given one, which the service has rejected.
    package typealias Access = @Sendable (_ rejected: Secret?) async throws(APIError) -> ImageAccess

    /// Returns the projects with a name; nil if the cloud does not disclose them.
    package typealias FindProjects = @Sendable (_ name: String) async throws(APIError) -> [CloudProject]?

    let http: HTTPClient
    private let access: Access
    /// Finds projects by name; nil if projects can only be given by their ids.
    let findProjects: FindProjects?

    /// The longest JSON answer, in bytes. A page of 1000 images with 128 long properties each stays far below it.
    private static let answerLimit = 64 << 20
    /// The longest body of an error, in bytes.
    static let errorLimit = 1 << 20
    /// The time limit for a whole answer; for an upload, it starts at the answer's head.
    var answerTime: Duration = .seconds(60)
    /// Counts the requests in progress, if the caller wants to know.
    private let requests: RequestCount?

    /// Creates a client whose requests go through `http`, which the caller owns and shuts down.
    package init(
        http: HTTPClient, counting requests: RequestCount? = nil, findProjects: FindProjects? = nil,
        access: @escaping Access
    ) {
        self.http = http
        self.requests = requests
        self.findProjects = findProjects
        self.access = access
    }

    /// Creates a client for the image service of a cloud that the session is logged in to.
    package init(_ session: CloudSession, counting requests: RequestCount? = nil) {
        let findProjects: FindProjects = { name throws(APIError) in
            do throws(CloudError) {
                return try await session.projects(named: name)
            } catch {
                throw APIError(error)
            }
        }
        self.init(http: session.client, counting: requests, findProjects: findProjects) { rejected throws(APIError) in
            do throws(CloudError) {
                return try await session.access(rejecting: rejected)
            } catch {
                throw APIError(error)
            }
        }
    }

    /// `GET /v2/schemas/image`.
    package func imageSchema() async throws(APIError) -> ImageSchema {
        try await request(.GET, "/v2/schemas/image").decode(ImageSchema.self)
    }

    /// `POST /v2/images`.
    package func create(_ image: NewImage) async throws(APIError) -> ImageRecord {
        try await request(.create(image)).record()
    }

    /// `GET /v2/images/{id}`.
    package func image(_ id: Image.ID) async throws(APIError) -> ImageRecord {
        try await request(.GET, Self.path(id)).record()
    }

    /// `GET /v2/images`.
    package func images(_ query: ImageQuery) async throws(APIError) -> ImagePage {
        try await request(.GET, query.path).page()
    }

    /// Fetches the page that a `next` link names. The link is only ever followed on this client's service.
    package func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage {
        try await request(.GET, Self.path(of: next.path, below: "/v2/images")).page()
    }

    /// Returns the path of a link on this service, ignoring the host that the link names.
    static func path(of link: String, below root: String) throws(APIError) -> String {
        guard let start = link.range(of: root) else {
            throw APIError(
                kind: .notUnderstood, message: "The link to the next page is no path of the Image API: \(link)")
        }
        return String(link[start.lowerBound...])
    }

    /// `DELETE /v2/images/{id}`.
    package func delete(_ id: Image.ID) async throws(APIError) {
        _ = try await request(.DELETE, Self.path(id))
    }

    /// `PUT /v2/images/{id}/file`, or `…/stage`.
    package func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (Int64) -> Void, sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt {
        requests?.begin()
        defer { requests?.end() }
        // A token that is about to expire is renewed beforehand, as a body that has begun cannot be sent again.
        let access = try await access(nil)
        let tally = UploadTally(progress: progress, sent: sent)
        let upload = ImageRequest.upload(to: destination, of: id, size: data.size)
        var request = Self.request(HTTPMethod(rawValue: upload.method.rawValue), upload.path, access)
        for header in upload.headers { request.headers.add(name: header.name, value: header.value) }
        let length: HTTPClientRequest.Body.Length = data.size.map { .known($0) } ?? .unknown
        request.body = .stream(TalliedChunks(data: data, tally: tally), length: length)
        do {
            // The answer's head has no time limit, as a service may need minutes to store the data before it answers. TCP
            // detects a dead peer, and the user is told that gaze is waiting.
            let response = try await http.execute(request, deadline: .distantFuture)
            _ = try await withTimeLimit(answerTime) {
                try await Answer(response, limit: Self.errorLimit, hiding: access.token)
            }
        } catch {
            let failure = Self.failure(error, tally)
            // The data cannot be sent again, but the next request should use a new token.
            if failure.kind == .unauthorized { _ = try? await self.access(access.token) }
            throw failure
        }
        return await tally.receipt()
    }

    static func path(_ id: Image.ID) -> String { ImageRequest.path(of: id) }

    static func request(_ method: HTTPMethod, _ path: String, _ access: ImageAccess) -> HTTPClientRequest {
        var request = HTTPClientRequest(method, access.url + path)
        request.headers.add(name: "X-Auth-Token", value: access.token.exposed)
        return request
    }

    /// Sends a request, whose body, if any, is JSON.
    func request(_ request: ImageRequest) async throws(APIError) -> Answer {
        var json: JSONBody?
        if case .json(let value) = request.body {
            json = request.mediaType.map { JSONBody(value, mediaType: $0) } ?? JSONBody(value)
        }
        return try await self.request(HTTPMethod(rawValue: request.method.rawValue), request.path, json: json)
    }

    /// Sends a request; if the service rejects the token, retries once with a new one.
    func request(_ method: HTTPMethod, _ path: String, json: JSONBody? = nil) async throws(APIError) -> Answer {
        try await withAccess { access throws(APIError) in try await send(method, path, json, access) }
    }

    /// Performs an operation with a token; if the service rejects it, retries once with a new one.
    func withAccess<Result>(
        _ body: (ImageAccess) async throws(APIError) -> Result
    ) async throws(APIError) -> Result {
        requests?.begin()
        defer { requests?.end() }
        let first = try await access(nil)
        do throws(APIError) {
            return try await body(first)
        } catch {
            guard error.kind == .unauthorized else { throw error }
            let second = try await access(first.token)
            guard second.token != first.token else { throw error }
            return try await body(second)
        }
    }

    private func send(
        _ method: HTTPMethod, _ path: String, _ json: JSONBody?, _ access: ImageAccess
    ) async throws(APIError) -> Answer {
        var request = Self.request(method, path, access)
        if let json {
            request.headers.add(name: "Content-Type", value: json.mediaType)
            request.body = .bytes(ByteBuffer(string: json.value.text()))
        }
        do {
            return try await withTimeLimit(answerTime) { [request] in
                let response = try await http.execute(request, deadline: .distantFuture)
                return try await Answer(response, limit: Self.answerLimit, hiding: access.token)
            }
        } catch {
            throw Self.failure(error, at: access.url)
        }
    }

    static func failure(_ error: any Error, _ tally: UploadTally? = nil, at url: String? = nil) -> APIError {
        if let error = error as? APIError { return error }
        if Task.isCancelled { return APIError(kind: .cancelled, message: "") }
        if let failure = tally?.sourceFailure { return APIError(kind: .source, message: failure) }
        if error as? HTTPClientError == .bodyLengthMismatch {
            return APIError(kind: .source, message: "The data is not as long as it was said to be.")
        }
        return APIError(url.map { TransportError(error, at: $0) } ?? TransportError(error))
    }
}
