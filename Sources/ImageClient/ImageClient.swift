public import AsyncHTTPClient
public import Clouds
import Foundation
public import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// An image service over HTTP: a cloud's, or the embedded one.
///
/// ```swift
/// let session = CloudSession(configuration)
/// let images = ImageClient(session)
/// let page = try await images.images(ImageQuery(limit: 100))
/// ```
public struct ImageClient: ImageAPI {
    /// Says where the service is and which token it takes; told of a token that the service has rejected.
    public typealias Access = @Sendable (_ rejected: Secret?) async throws(APIError) -> ImageAccess

    /// The projects that are called so; nil where the cloud does not tell.
    public typealias FindProjects = @Sendable (_ name: String) async throws(APIError) -> [CloudProject]?

    let http: HTTPClient
    private let access: Access
    /// Finds projects by their names; nil where projects are known by their ids alone.
    let findProjects: FindProjects?

    /// Bytes of a JSON answer at most: a page of 1000 images with 128 long properties each does not come near.
    private static let answerLimit = 64 << 20
    /// Bytes of an error's answer at most.
    static let errorLimit = 1 << 20
    /// How long an answer may take, the whole of it; for an upload, from the answer's head on.
    var answerTime: Duration = .seconds(60)
    /// Counts the requests; nil where nobody asks.
    private let requests: RequestCount?

    /// A client whose requests go through `http`, which the caller owns and shuts down.
    public init(
        http: HTTPClient, counting requests: RequestCount? = nil, findProjects: FindProjects? = nil,
        access: @escaping Access
    ) {
        self.http = http
        self.requests = requests
        self.findProjects = findProjects
        self.access = access
    }

    /// The image service of a cloud that one is logged in to.
    public init(_ session: CloudSession, counting requests: RequestCount? = nil) {
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
    public func imageSchema() async throws(APIError) -> ImageSchema {
        try await request(.GET, "/v2/schemas/image").decode(ImageSchema.self)
    }

    /// `POST /v2/images`.
    public func create(_ image: NewImage) async throws(APIError) -> ImageRecord {
        try await request(.create(image)).record()
    }

    /// `GET /v2/images/{id}`.
    public func image(_ id: Image.ID) async throws(APIError) -> ImageRecord {
        try await request(.GET, Self.path(id)).record()
    }

    /// `GET /v2/images`.
    public func images(_ query: ImageQuery) async throws(APIError) -> ImagePage {
        try await request(.GET, query.path).page()
    }

    /// The page that a `next` link names. A link is followed on the service it came from and nowhere else.
    public func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage {
        try await request(.GET, Self.path(of: next.path, below: "/v2/images")).page()
    }

    /// A link's path on this service, wherever the link says that it is.
    static func path(of link: String, below root: String) throws(APIError) -> String {
        guard let start = link.range(of: root) else {
            throw APIError(
                kind: .notUnderstood, message: "The link to the next page is no path of the Image API: \(link)")
        }
        return String(link[start.lowerBound...])
    }

    /// `DELETE /v2/images/{id}`.
    public func delete(_ id: Image.ID) async throws(APIError) {
        _ = try await request(.DELETE, Self.path(id))
    }

    /// `PUT /v2/images/{id}/file`, or `…/stage`.
    public func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (Int64) -> Void, sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt {
        requests?.begin()
        defer { requests?.end() }
        // A token that is about to expire is renewed first: a body that has begun cannot be sent twice.
        let access = try await access(nil)
        let tally = UploadTally(progress: progress, sent: sent)
        let upload = ImageRequest.upload(to: destination, of: id, size: data.size)
        var request = Self.request(HTTPMethod(rawValue: upload.method.rawValue), upload.path, access)
        for header in upload.headers { request.headers.add(name: header.name, value: header.value) }
        let length: HTTPClientRequest.Body.Length = data.size.map { .known($0) } ?? .unknown
        request.body = .stream(TalliedChunks(data: data, tally: tally), length: length)
        do {
            // The head of the answer has no time of its own: a service may store for minutes what it has before it answers. A
            // connection whose other side is gone is found out by TCP, and whoever waits is told that it waits.
            let response = try await http.execute(request, deadline: .distantFuture)
            _ = try await withTimeLimit(answerTime) {
                try await Answer(response, limit: Self.errorLimit, hiding: access.token)
            }
        } catch {
            let failure = Self.failure(error, tally)
            // The data cannot be sent twice; but what is sent next is to have another token.
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

    /// Sends a request whose body is JSON.
    func request(_ request: ImageRequest) async throws(APIError) -> Answer {
        var json: JSONBody?
        if case .json(let value) = request.body {
            json = request.mediaType.map { JSONBody(value, mediaType: $0) } ?? JSONBody(value)
        }
        return try await self.request(HTTPMethod(rawValue: request.method.rawValue), request.path, json: json)
    }

    /// Sends a request; with a token that the service rejects, once more with another.
    func request(_ method: HTTPMethod, _ path: String, json: JSONBody? = nil) async throws(APIError) -> Answer {
        try await withAccess { access throws(APIError) in try await send(method, path, json, access) }
    }

    /// Does something with a token; with one that the service rejects, once more with another.
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
