import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import Logging
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Testing

@testable import ImageService

/// A service on a socket of its own, with three people who may use it.
struct TestService {
    let url: String
    /// The folder of its records and data.
    let folder: String
    /// What each request carries besides its own headers.
    var headers: [(String, String)] = []

    static let member = "member-token"
    static let reader = "reader-token"
    static let stranger = "stranger-token"
    static let admin = "admin-token"

    static let tokens: [String: Identity] = [
        member: Identity(user: "ann", project: "demo", roles: ["member"]),
        reader: Identity(user: "ben", project: "demo", roles: ["reader"]),
        stranger: Identity(user: "cid", project: "other", roles: ["member"]),
        admin: Identity(user: "dot", project: "ops", roles: ["admin"]),
    ]

    static func identity(_ token: String) throws -> Identity {
        try #require(tokens[token])
    }

    /// Its port on 127.0.0.1.
    var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// A folder that goes when the test ends.
    static func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = "/tmp/gaze-service-" + UUID().uuidString.prefix(13)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }

    /// Runs a service while the body runs.
    ///
    /// - Parameters:
    ///   - stores: the names of its stores, each a folder in its own; none for the usual one.
    ///   - limits: how long it waits for its clients; nil for as long as any service does.
    ///   - logger: nil for that of any service.
    ///   - adjust: changes what it is configured as, last of all.
    static func use<Result: Sendable>(
        folder: String? = nil, authentication: Authentication = .tokens(tokens), stores: [String] = [],
        webDownload: WebDownloadPolicy = WebDownloadPolicy(), limits: ConnectionLimits? = nil,
        logger: Logger? = nil, adjust: @Sendable (inout ServiceConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (TestService) async throws -> Result
    ) async throws -> Result {
        guard let folder else {
            return try await withFolder {
                try await use(
                    folder: $0, authentication: authentication, stores: stores, webDownload: webDownload,
                    limits: limits, logger: logger, adjust: adjust, body)
            }
        }
        var configuration = ServiceConfiguration(
            data: folder, address: .tcp(host: "127.0.0.1", port: 0), authentication: authentication,
            stores: stores.map { .init(name: $0, folder: "\(folder)/\($0)") }, webDownload: webDownload)
        if let limits { configuration.connections = limits }
        adjust(&configuration)
        let service = try logger.map { try ImageService(configuration, logger: $0) } ?? ImageService(configuration)
        let (listening, tell) = AsyncStream.makeStream(of: String.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await service.run { tell.yield($0) }
                return nil
            }
            group.addTask {
                for await address in listening {
                    return try await body(TestService(url: "http://" + address, folder: folder))
                }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() { if let result { return result } }
            throw CancellationError()
        }
    }

    /// Runs a service whose users are those of a Keystone while the body runs.
    static func use(
        keystone url: String, now: @escaping @Sendable () -> Date = { Date() },
        _ body: @escaping @Sendable (TestService) async throws -> Void
    ) async throws {
        let validator = TokenValidator(keystoneURL: url, answerTime: .seconds(60), now: now)
        do {
            try await use(authentication: .keystone(validator), body)
        } catch {
            try await validator.shutdown()
            throw error
        }
        try await validator.shutdown()
    }

    /// An answer.
    struct Reply: Sendable {
        let status: Int
        let headers: HTTPHeaders
        let body: Data

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue? { try? JSONDecoder().decode(JSONValue.self, from: body) }
        var fields: [String: JSONValue] { json?.object ?? [:] }
        /// What the service says in an error.
        var message: String { fields["message"]?.string ?? "" }
    }

    func send(
        _ method: HTTPMethod, _ path: String, token: String? = member, headers: [(String, String)] = [],
        body: HTTPClientRequest.Body? = nil
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        if let token { request.headers.add(name: "X-Auth-Token", value: token) }
        if !headers.contains(where: { $0.0 == "Accept" }) {
            request.headers.add(name: "Accept", value: "application/json")
        }
        for (name, value) in self.headers + headers { request.headers.add(name: name, value: value) }
        request.body = body
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 1 << 26)
        return Reply(status: Int(response.status.code), headers: response.headers, body: Data(buffer: bytes))
    }

    func create(_ json: String, token: String? = member, type: String? = "application/json") async throws -> Reply {
        try await send(
            .POST, "/v2/images", token: token, headers: type.map { [("Content-Type", $0)] } ?? [],
            body: .bytes(ByteBuffer(string: json)))
    }

    /// The ids of the images that a list has.
    func ids(_ query: String = "", token: String = member) async throws -> [String] {
        let reply = try await send(.GET, "/v2/images?" + query, token: token)
        guard let images = reply.fields["images"]?.array else { throw Unexpected(reply: reply.text) }
        return images.compactMap { $0.object?["id"]?.string }
    }

    /// The names of the images that a list has; one without a name is `nil` in words.
    func names(_ query: String = "", token: String = member) async throws -> [String] {
        let reply = try await send(.GET, "/v2/images?" + query, token: token)
        guard let images = reply.fields["images"]?.array else { throw Unexpected(reply: reply.text) }
        return images.map { $0.object?["name"]?.string ?? "nil" }
    }

    func patch(_ id: String, _ json: String, token: String? = member, draft: String = "2.1") async throws -> Reply {
        try await send(
            .PATCH, "/v2/images/\(id)", token: token,
            headers: [("Content-Type", "application/openstack-images-v\(draft)-json-patch")],
            body: .bytes(ByteBuffer(string: json)))
    }

    /// Sends JSON with any method.
    func send(_ method: HTTPMethod, _ path: String, token: String? = member, json: String) async throws -> Reply {
        try await send(
            method, path, token: token, headers: [("Content-Type", "application/json")],
            body: .bytes(ByteBuffer(string: json)))
    }

    /// Makes a record and returns its id.
    func newImage(_ json: String = #"{"disk_format":"raw","container_format":"bare"}"#, token: String = member)
        async throws -> String
    {
        let reply = try await create(json, token: token)
        guard let id = reply.fields["id"]?.string else { throw Unexpected(reply: reply.text) }
        return id
    }

    struct Unexpected: Error { let reply: String }

    func upload(
        _ bytes: [UInt8], to id: String, token: String? = member, type: String = "application/octet-stream",
        headers: [(String, String)] = [], as resource: String = "file"
    ) async throws -> Reply {
        try await send(
            .PUT, "/v2/images/\(id)/\(resource)", token: token, headers: [("Content-Type", type)] + headers,
            body: .bytes(ByteBuffer(bytes: bytes)))
    }
}
