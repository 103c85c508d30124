import Clouds
import Crypto
import Foundation
import HTTPTypes
import Logging

/// Determines whom a token belongs to. Only digests of tokens are kept and compared, so that neither memory nor the time of a
/// lookup reveals anything about a token.
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

    /// The `WWW-Authenticate` header of a 401 (RFC 9110): Keystone's address in keystonemiddleware's format, or that a token is
    /// required.
    var challenge: String {
        if case .keystone(let validator) = source {
            "Keystone uri=\"\(validator.url)\""
        } else {
            "Token realm=\"gaze\""
        }
    }

    /// Returns the identity that a request's token stands for, or a fault: 401 if the token is not valid, 503 if Keystone gives
    /// no answer.
    ///
    /// - Parameter sender: the token of a service that sends the request on behalf of a user. It only matters for Keystone's
    ///   tokens, as others do not expire.
    func identity(for token: String?, sentBy sender: String?) async -> Result<Identity, Fault> {
        switch source {
        case .anonymous(let identity): .success(identity)
        case .table(let identities): Self.result(token.flatMap { identities[Self.digest($0)] })
        case .keystone(let validator):
            if let token { await bearer(of: token, sentBy: sender, validator) } else { .failure(.unauthorized) }
        }
    }

    /// Whether a request comes from a service of the cloud, which identifies itself with a token of its own
    /// (`X-Service-Token`). The service's permissions then apply in addition to the user's. An invalid token is ignored.
    ///
    /// - Throws: `Fault` 503 if Keystone gives no answer.
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
            // The service is shutting down; Keystone has not failed.
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
