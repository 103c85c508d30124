import Crypto
import Foundation

/// Finds out who a token belongs to. Only digests are kept and compared, so that neither memory nor the time that a look-up
/// takes tells anything of a token.
struct TokenTable: Sendable {
    private let anonymous: Identity?
    private let identities: [Data: Identity]

    init(_ authentication: Authentication) {
        switch authentication {
        case .none(let identity): (anonymous, identities) = (identity, [:])
        case .tokens(let tokens):
            anonymous = nil
            identities = Dictionary(tokens.map { (Self.digest($0), $1) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The identity that a request's token stands for; nil where it stands for none.
    func identity(for token: String?) -> Identity? {
        anonymous ?? token.flatMap { identities[Self.digest($0)] }
    }

    private static func digest(_ token: String) -> Data {
        Data(SHA256.hash(data: Data(token.utf8)))
    }
}
