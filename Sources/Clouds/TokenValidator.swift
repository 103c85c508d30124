package import AsyncHTTPClient
import Crypto
package import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Asks Keystone whom tokens belong to, and caches the answers.
///
/// A token validates itself: it authenticates the request and is the subject of it, which Keystone's default policy allows
/// (`identity:validate_token`). So the service needs no user of its own. Only a digest of a cached token is kept.
///
/// A token of an application credential with access rules is rejected: Keystone validates it only for services that declare
/// that they enforce such rules. Glance, by default, rejects it too.
///
/// An expired token is still accepted if a service of the cloud sends it along with a token of its own, as what a user has
/// requested may outlast the user's token. Such a token is validated with the service's token.
package actor TokenValidator {
    /// How long answers are cached, in seconds; not negative. A token that is revoked meanwhile stays valid until then.
    package struct Lives: Hashable, Sendable {
        /// For a valid token; ends earlier if the token expires.
        package var accepted: TimeInterval
        /// For an invalid token.
        package var refused: TimeInterval

        /// Creates lifetimes; by default keystonemiddleware's for valid tokens (`token_cache_time`), and a few seconds for
        /// invalid ones.
        package init(accepted: TimeInterval = 300, refused: TimeInterval = 5) {
            self.accepted = accepted
            self.refused = refused
        }
    }

    private typealias Answer = Result<TokenBearer?, TransportError>

    /// Keystone's address, ending in `/v3`.
    package nonisolated let url: String
    /// The HTTP configuration for requests to Keystone and the other services in its catalog.
    package nonisolated let settings: HTTPClient.Configuration
    /// The client for requests to Keystone; closed by `shutdown`.
    private nonisolated let client: HTTPClient
    private let lives: Lives
    private nonisolated let answerTime: Duration
    private let now: @Sendable () -> Date

    /// The role of a service whose token makes an expired token acceptable (keystonemiddleware's `service_token_roles`).
    private static let serviceRole = "service"

    // Two caches, so that forged tokens do not evict valid ones.
    private var accepted = ExpiringCache<SHA256Digest, TokenBearer>(capacity: 20_000)
    private var refused = ExpiringCache<SHA256Digest, Void>(capacity: 20_000)
    // Separate from `accepted`: these tokens are good only together with a service's token.
    private var expired = ExpiringCache<SHA256Digest, TokenBearer>(capacity: 20_000)
    private var underway: [SHA256Digest: Task<Answer, Never>] = [:]

    /// Creates a validator that asks one Keystone.
    ///
    /// - Parameters:
    ///   - keystoneURL: Keystone's address, with or without `/v3`.
    ///   - certificateAuthorities: the path of a PEM file of authorities to trust in addition to the system's.
    ///   - verifiesCertificates: whether Keystone's certificate is verified.
    ///   - lives: how long answers are cached.
    ///   - answerTime: the time limit for an answer from Keystone.
    ///   - now: the clock.
    package init(
        keystoneURL: String, certificateAuthorities: String? = nil, verifiesCertificates: Bool = true,
        lives: Lives = Lives(), answerTime: Duration = .seconds(10),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        url = KeystoneToken.withoutVersion(keystoneURL) + "/v3"
        let settings = HTTPClient.Configuration.cloud(
            certificateAuthorities: certificateAuthorities, verifiesCertificates: verifiesCertificates)
        self.settings = settings
        client = HTTPClient(configuration: settings)
        self.lives = lives
        self.answerTime = answerTime
        self.now = now
    }

    /// Closes the connections. The validator cannot be used afterwards.
    package nonisolated func shutdown() async throws {
        try await client.shutdown()
    }

    /// Returns whom a token belongs to; nil if it is invalid, revoked or expired.
    ///
    /// - Parameter sender: the token of the service that sends the request on the bearer's behalf (`X-Service-Token`). If it
    ///   has the role `service`, the bearer's token may have expired, for as long as Keystone still validates it. Otherwise it
    ///   is ignored: Glance, too, has keystonemiddleware reject nothing because of it (`delay_auth_decision`).
    /// - Throws: `TransportError` if Keystone gives no proper answer, so that nothing is known about the token.
    package func bearer(of token: Secret, sentBy sender: Secret? = nil) async throws(TransportError) -> TokenBearer? {
        if let bearer = try await presentBearer(of: token) { return bearer }
        guard let sender, let service = try await presentBearer(of: sender), service.roles.contains(Self.serviceRole)
        else { return nil }
        return try await formerBearer(of: token, toldTo: sender)
    }

    /// Returns whom a token belongs to, if it has not expired.
    private func presentBearer(of token: Secret) async throws(TransportError) -> TokenBearer? {
        guard Self.mayBeToken(token) else { return nil }
        let key = SHA256.hash(data: Data(token.exposed.utf8))
        let moment = now()
        if let bearer = accepted.value(for: key, at: moment) { return bearer }
        if refused.value(for: key, at: moment) != nil { return nil }
        return try await validation(of: token, key, asked: moment).value.get()
    }

    /// Returns whom a token belongs to that may have expired.
    ///
    /// - Parameter service: the token of a service that is allowed to validate expired tokens.
    private func formerBearer(
        of token: Secret, toldTo service: Secret
    ) async throws(TransportError) -> TokenBearer? {
        guard Self.mayBeToken(token) else { return nil }
        let key = SHA256.hash(data: Data(token.exposed.utf8))
        let moment = now()
        if let bearer = expired.value(for: key, at: moment) { return bearer }
        guard let bearer = try await ask(about: token, for: service).get() else { return nil }
        expired.keep(bearer, for: key, during: moment..<moment + lives.accepted)
        return bearer
    }

    /// Returns the address of a region's image service from Keystone's catalog for a token; nil if the catalog has none.
    ///
    /// - Parameters:
    ///   - region: the region's name; its case is ignored, as Glance does.
    ///   - interface: `public`, `internal` or `admin`.
    /// - Throws: `TransportError` if Keystone gives no proper answer.
    package nonisolated func imageURL(
        for token: Secret, region: String, interface: String
    ) async throws(TransportError) -> String? {
        var request = HTTPClientRequest(.GET, url + "/auth/tokens")
        request.headers.add(name: "X-Auth-Token", value: token.exposed)
        request.headers.add(name: "X-Subject-Token", value: token.exposed)
        do {
            let known = try await withTimeLimit(answerTime) { [client, request] in
                let response = try await client.execute(request, deadline: .distantFuture)
                let body = Data(buffer: try await response.body.collect(upTo: 4 << 20))
                guard response.status == .ok, let token = try? KeystoneToken(secret: token, body: body) else {
                    throw TransportError(.notUnderstood, reason: "\(self.url) answered \(response.status.code)")
                }
                return token
            }
            return known.imageURL(anyCase: region, interface: interface)
        } catch let error as TransportError {
            throw error
        } catch {
            throw TransportError(error)
        }
    }

    /// Makes one request for a token at a time, however many callers wait for it; a caller that is cancelled does not end it.
    private func validation(of token: Secret, _ key: SHA256Digest, asked: Date) -> Task<Answer, Never> {
        if let task = underway[key] { return task }
        let task = Task {
            let answer = await ask(about: token)
            underway[key] = nil
            return answer.map { remember($0, key, asked: asked) }
        }
        underway[key] = task
        return task
    }

    private func remember(_ bearer: TokenBearer?, _ key: SHA256Digest, asked: Date) -> TokenBearer? {
        guard let bearer, asked < bearer.expires else {
            refused.keep((), for: key, during: asked..<asked + lives.refused)
            return nil
        }
        accepted.keep(bearer, for: key, during: asked..<min(asked + lives.accepted, bearer.expires))
        return bearer
    }

    /// Asks Keystone, and retries once after a broken connection, which is safe as asking changes nothing.
    ///
    /// - Parameter service: the token of a service that may validate expired tokens; nil if the token validates itself.
    private nonisolated func ask(about token: Secret, for service: Secret? = nil) async -> Answer {
        let answer = await askOnce(about: token, for: service)
        guard case .failure(let error) = answer, error.kind == .noAnswer else { return answer }
        return await askOnce(about: token, for: service)
    }

    private nonisolated func askOnce(about token: Secret, for service: Secret?) async -> Answer {
        let address = url + "/auth/tokens?nocatalog" + (service == nil ? "" : "&allow_expired=1")
        var request = HTTPClientRequest(.GET, address)
        request.headers.add(name: "X-Auth-Token", value: (service ?? token).exposed)
        request.headers.add(name: "X-Subject-Token", value: token.exposed)
        do {
            return try await withTimeLimit(answerTime) { [client, request] in
                let response = try await client.execute(request, deadline: .distantFuture)
                return self.read(response.status, Data(buffer: try await response.body.collect(upTo: 1 << 20)))
            }
        } catch {
            return .failure(TransportError(error))
        }
    }

    private nonisolated func read(_ status: HTTPResponseStatus, _ body: Data) -> Answer {
        switch status {
        case .ok: (try? TokenBearer(body)).map(Answer.success) ?? .failure(notKeystone)
        case .unauthorized: .success(nil)
        case .notFound: ServerMessage.isNotFound(ofKeystone: body) ? .success(nil) : .failure(notKeystone)
        default: .failure(TransportError(.notUnderstood, reason: "\(url) answered \(status.code)"))
        }
    }

    private nonisolated var notKeystone: TransportError {
        TransportError(.notUnderstood, reason: "what answers at \(url) is not Keystone v3")
    }

    /// Whether a text can be a token at all: Keystone is not asked about text that cannot be a header's value, or is longer
    /// than a web server accepts in a header.
    private static func mayBeToken(_ token: Secret) -> Bool {
        let bytes = token.exposed.utf8
        return (1...8000).contains(bytes.count) && bytes.allSatisfy { 0x21...0x7E ~= $0 }
    }
}
