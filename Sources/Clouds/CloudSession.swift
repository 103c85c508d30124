public import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Where the image service is, and the token that it takes.
public struct ImageAccess: Hashable, Sendable {
    /// The service's address, without a version and without a slash at its end.
    public var url: String
    /// What `X-Auth-Token` says.
    public var token: Secret

    /// An address and a token.
    public init(url: String, token: Secret) {
        self.url = url
        self.token = token
    }
}

/// A login to a cloud: hands out a token that is good, and renews it before it expires or when the cloud rejects it.
public actor CloudSession {
    /// The client that the cloud's requests go through, with its certificate authorities.
    public nonisolated let client: HTTPClient
    private let configuration: CloudConfiguration
    private var login: Task<Result<KeystoneToken, CloudError>, Never>?
    private var token: KeystoneToken?

    /// How long before its end a token is renewed, so that it does not expire on the way.
    private static let margin: TimeInterval = 60

    /// A session that logs in when it is first asked for access.
    public init(_ configuration: CloudConfiguration) {
        self.configuration = configuration
        client = HTTPClient(
            configuration: .cloud(
                certificateAuthorities: configuration.certificateAuthorities,
                verifiesCertificates: configuration.verifiesCertificates))
    }

    /// Closes the client's connections. The session is of no use after that.
    public nonisolated func shutdown() async throws {
        try await client.shutdown()
    }

    /// The project that the login is for; nil before the first login.
    public var project: String? { token?.project }

    /// The image service's address and a token for it.
    ///
    /// - Parameter rejected: a token that the service has answered 401 to, so that it is not handed out again.
    /// - Throws: `CloudError` where there is no logging in, or no image service.
    public func access(rejecting rejected: Secret? = nil) async throws(CloudError) -> ImageAccess {
        let token = try await goodToken(rejecting: rejected)
        if let override = configuration.imageEndpoint {
            return ImageAccess(url: KeystoneToken.withoutVersion(override), token: token.secret)
        }
        let url = try token.imageURL(region: configuration.region, interface: configuration.interface)
        return ImageAccess(url: url, token: token.secret)
    }

    private func goodToken(rejecting rejected: Secret?) async throws(CloudError) -> KeystoneToken {
        if let token, token.secret != rejected, token.expires.timeIntervalSinceNow > Self.margin { return token }
        // One login at a time, however many requests wait for it.
        let task = login ?? Task { [client, configuration] in await Self.logIn(client, configuration) }
        login = task
        let result = await task.value
        if login == task { login = nil }
        let new = try result.get()
        token = new
        return new
    }

    private static func logIn(_ client: HTTPClient, _ configuration: CloudConfiguration) async -> Result<
        KeystoneToken, CloudError
    > {
        do {
            var request = HTTPClientRequest(url: tokensURL(configuration.authURL))
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.headers.add(name: "Accept", value: "application/json")
            request.body = .bytes(try body(configuration))
            let response = try await client.execute(request, timeout: .seconds(30))
            let answer = Data(buffer: try await response.body.collect(upTo: 1 << 22))
            guard response.status == .created else {
                return .failure(.refused(status: Int(response.status.code), message: message(in: answer)))
            }
            guard let text = response.headers.first(name: "X-Subject-Token"),
                let token = try? KeystoneToken(secret: Secret(text), body: answer)
            else {
                return .failure(
                    .transport(
                        TransportError(
                            .notUnderstood, reason: "what answers at \(configuration.authURL) is not Keystone v3")))
            }
            return .success(token)
        } catch let error as CloudError {
            return .failure(error)
        } catch {
            return .failure(.transport(TransportError(error)))
        }
    }

    private static func tokensURL(_ authURL: String) -> String {
        KeystoneToken.withoutVersion(authURL) + "/v3/auth/tokens"
    }

    private static func body(_ configuration: CloudConfiguration) throws -> Data {
        let identity: [String: any Sendable]
        switch configuration.authMethod {
        case .password(var user, let password):
            if user.id != nil { user.name = nil }
            let who = user.json.merging(["password": password.exposed]) { $1 }
            identity = ["methods": ["password"], "password": ["user": who]]
        }
        return try JSONSerialization.data(withJSONObject: [
            "auth": ["identity": identity, "scope": ["project": configuration.project.json]]
        ])
    }

    /// Keystone's own words, where it answered in JSON.
    private static func message(in body: Data) -> String {
        struct Answer: Decodable {
            let error: Detail
            struct Detail: Decodable { let message: String }
        }
        return (try? JSONDecoder().decode(Answer.self, from: body).error.message)
            ?? String(decoding: body.prefix(2000), as: UTF8.self)
    }
}
