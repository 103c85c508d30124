package import AsyncHTTPClient
import Crypto
public import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Asks Keystone whom tokens belong to, and remembers the answers for a while.
///
/// A token validates itself: it is both the one that asks and the one that is asked about, which Keystone's default policy
/// allows (`identity:validate_token`), so that the service needs no user of its own. Of a token that is remembered only a
/// digest is kept.
///
/// A token that an application credential restricts by access rules is nobody's here: Keystone tells of it only those that
/// say that they keep such rules. Glance, as it comes, refuses it too.
///
/// A token that has expired is somebody's still where a service of the cloud sends it with a token of its own: what a user has
/// asked for may take longer than the user's token lives. Keystone is asked of it with the service's token.
public actor TokenValidator {
    /// How long answers are remembered, in seconds, not negative. A token that is revoked in between is good until then.
    public struct Lives: Hashable, Sendable {
        /// Of a token that is somebody's; it ends sooner where the token does.
        public var accepted: TimeInterval
        /// Of a token that is nobody's.
        public var refused: TimeInterval

        /// By default what keystonemiddleware takes (`token_cache_time`), and a few seconds.
        public init(accepted: TimeInterval = 300, refused: TimeInterval = 5) {
            self.accepted = accepted
            self.refused = refused
        }
    }

    private typealias Answer = Result<TokenBearer?, TransportError>

    /// Keystone's address, with `/v3` at its end.
    public nonisolated let url: String
    /// How Keystone is spoken to, and the other services of its catalog.
    package nonisolated let settings: HTTPClient.Configuration
    /// What asks Keystone; closed by `shutdown`.
    private nonisolated let client: HTTPClient
    private let lives: Lives
    private nonisolated let answerTime: Duration
    private let now: @Sendable () -> Date

    /// The role of those whose word an expired token is good upon (keystonemiddleware's `service_token_roles`).
    private static let serviceRole = "service"

    // Apart, so that made-up tokens do not drive out those that are somebody's.
    private var accepted = ExpiringCache<SHA256Digest, TokenBearer>(capacity: 20_000)
    private var refused = ExpiringCache<SHA256Digest, Void>(capacity: 20_000)
    // Apart from those that are good by themselves: only one who comes with a service's token may be taken for these.
    private var expired = ExpiringCache<SHA256Digest, TokenBearer>(capacity: 20_000)
    private var underway: [SHA256Digest: Task<Answer, Never>] = [:]

    /// A validator that asks one Keystone.
    ///
    /// - Parameters:
    ///   - keystoneURL: Keystone's address, with or without `/v3`.
    ///   - certificateAuthorities: the path of a PEM file of authorities besides the system's.
    ///   - verifiesCertificates: whether Keystone's certificate is checked.
    ///   - lives: how long answers are remembered.
    ///   - answerTime: how long Keystone may take for an answer.
    ///   - now: the clock.
    public init(
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

    /// Closes the connections. The validator is of no use after that.
    public nonisolated func shutdown() async throws {
        try await client.shutdown()
    }

    /// Whom a token belongs to; nil where it is nobody's, is revoked, or has expired.
    ///
    /// - Parameter sender: the token of the service that sends the request for the token's bearer (`X-Service-Token`). Where it
    ///   has the role `service`, the token may have expired, for as long as Keystone tells of it then. Any other is of no
    ///   account: Glance, too, has keystonemiddleware refuse nothing for it (`delay_auth_decision`).
    /// - Throws: `TransportError` where Keystone gives no proper answer; nothing is known of the token then.
    public func bearer(of token: Secret, sentBy sender: Secret? = nil) async throws(TransportError) -> TokenBearer? {
        if let bearer = try await presentBearer(of: token) { return bearer }
        guard let sender, let service = try await presentBearer(of: sender), service.roles.contains(Self.serviceRole)
        else { return nil }
        return try await formerBearer(of: token, toldTo: sender)
    }

    /// Whom a token belongs to that has not expired.
    private func presentBearer(of token: Secret) async throws(TransportError) -> TokenBearer? {
        guard Self.mayBeToken(token) else { return nil }
        let key = SHA256.hash(data: Data(token.exposed.utf8))
        let moment = now()
        if let bearer = accepted.value(for: key, at: moment) { return bearer }
        if refused.value(for: key, at: moment) != nil { return nil }
        return try await validation(of: token, key, asked: moment).value.get()
    }

    /// Whom a token belongs to that may have expired.
    ///
    /// - Parameter service: the token of a service that may be told.
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

    /// The address of a region's image service, as Keystone's catalog has it for a token; nil where the catalog has none.
    ///
    /// - Parameters:
    ///   - region: in any case, as Glance takes it.
    ///   - interface: `public`, `internal` or `admin`.
    /// - Throws: `TransportError` where Keystone gives no proper answer.
    public nonisolated func imageURL(
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

    /// One request for a token at a time, however many wait for it; that one of them goes away does not end it.
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

    /// Asks, and once more where a connection broke off: asking changes nothing.
    ///
    /// - Parameter service: the token of a service that may be told of one that has expired; nil where the token asks for itself.
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

    /// Whether a text can be a token at all: what is not a header's text, or longer than a web server takes in a header, is
    /// nothing to ask Keystone about.
    private static func mayBeToken(_ token: Secret) -> Bool {
        let bytes = token.exposed.utf8
        return (1...8000).contains(bytes.count) && bytes.allSatisfy { 0x21...0x7E ~= $0 }
    }
}
