import Clouds
import Crypto
import Foundation
import HTTPTypes
import Logging

/// Finds out who a token belongs to. Only digests are kept and compared, so that neither memory nor the time that a look-up
/// takes tells anything of a token.
struct Authenticator: Sendable {
    private enum Source {
        case anonymous(Identity)
        case table([SHA256Digest: Identity])
        case keystone(TokenValidator)
    }

    private let source: Source
    private let logger: Logger

    init(_ authentication: Authentication, logger: Logger) {
        self.logger = logger
        source =
            switch authentication {
            case .none(let identity): .anonymous(identity)
            case .tokens(let tokens):
                .table(Dictionary(tokens.map { (Self.digest($0), $1) }, uniquingKeysWith: { first, _ in first }))
            case .keystone(let validator): .keystone(validator)
            }
    }

    /// What a 401 says of how to log in (`WWW-Authenticate`, RFC 9110): where Keystone is, in keystonemiddleware's words; or
    /// that a token is wanted.
    var challenge: String {
        if case .keystone(let validator) = source {
            "Keystone uri=\"\(validator.url)\""
        } else {
            "Token realm=\"gaze\""
        }
    }

    /// The identity that a request's token stands for, or the refusal: 401 where it stands for none, 503 where Keystone does
    /// not say.
    ///
    /// - Parameter sender: the token of a service that sends the request for somebody else; only Keystone's tokens expire.
    func identity(for token: String?, sentBy sender: String?) async -> Result<Identity, Fault> {
        switch source {
        case .anonymous(let identity): .success(identity)
        case .table(let identities): Self.result(token.flatMap { identities[Self.digest($0)] })
        case .keystone(let validator):
            if let token { await bearer(of: token, sentBy: sender, validator) } else { .failure(.unauthorized) }
        }
    }

    /// Whether a request comes by way of a service of the cloud, which says so with a token of its own (`X-Service-Token`): what
    /// the service may do then counts besides what the one may for whom it asks. A token that is nobody's is of no account.
    ///
    /// - Throws: `Fault` 503 where Keystone does not say.
    func isService(_ sender: String?) async throws -> Bool {
        guard let sender else { return false }
        switch await identity(for: sender, sentBy: nil) {
        case .success(let identity): return identity.isService
        case .failure(let fault) where fault.status == .unauthorized: return false
        case .failure(let fault): throw fault
        }
    }

    private func bearer(
        of token: String, sentBy sender: String?, _ validator: TokenValidator
    ) async -> Result<Identity, Fault> {
        do throws(TransportError) {
            let bearer = try await validator.bearer(of: Secret(token), sentBy: sender.map(Secret.init))
            return Self.result(bearer.map(Identity.init))
        } catch {
            // The service ends, as it was asked to: Keystone has not failed.
            if Task.isCancelled { return .failure(.ending) }
            logger.error("Keystone does not say whom a token belongs to", metadata: ["reason": "\(error.reason)"])
            return .failure(
                .unavailable(
                    "The token cannot be checked: Keystone gives no proper answer (\(error.reason)). Try again later."))
        }
    }

    private static func result(_ identity: Identity?) -> Result<Identity, Fault> {
        identity.map(Result.success) ?? .failure(.unauthorized)
    }

    private static func digest(_ token: String) -> SHA256Digest {
        SHA256.hash(data: Data(token.utf8))
    }
}
