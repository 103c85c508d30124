import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

/// Why a request got no proper answer.
public struct TransportError: Error, Hashable, Sendable {
    /// What kind of failure it was.
    public let kind: Kind
    /// What the network said.
    public let reason: String

    /// The kinds that are told apart.
    public enum Kind: Hashable, Sendable {
        /// The name does not resolve, the connection is refused, or was closed.
        case noAnswer
        /// No answer in the time allowed.
        case timedOut
        /// TLS could not be set up.
        case tls
        /// The answer is not what was expected.
        case notUnderstood
        /// The request was called off here.
        case cancelled
    }

    /// A failure of a kind.
    public init(_ kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// The failure that an error of the HTTP client stands for.
    public init(_ error: any Error) {
        switch error {
        case is CancellationError: self.init(.cancelled, reason: "called off")
        case let error as HTTPClientError: self.init(error)
        case let error as NIOSSLError: self.init(.tls, reason: Self.words(for: error))
        case let error as NIOSSLExtraError: self.init(.tls, reason: error.description)
        case let error as BoringSSLError: self.init(.tls, reason: "\(error)")
        case let error as NIOConnectionError:
            let cause = error.connectionErrors.first.map { "\($0.error)" } ?? error.dnsAError.map { "\($0)" } ?? ""
            let isName = error.connectionErrors.isEmpty
            self.init(
                .noAnswer,
                reason: isName
                    ? "the name \(error.host) does not resolve"
                    : "cannot connect to \(error.host):\(error.port): \(cause)")
        case let error as IOError: self.init(.noAnswer, reason: error.description)
        default: self.init(.noAnswer, reason: "\(error)")
        }
    }

    private init(_ error: HTTPClientError) {
        switch error {
        case .cancelled, .requestStreamCancelled: self.init(.cancelled, reason: "called off")
        case .readTimeout, .writeTimeout, .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout:
            self.init(.timedOut, reason: "no answer in time")
        case .tlsHandshakeTimeout: self.init(.tls, reason: "the TLS handshake took too long")
        case .remoteConnectionClosed, .uncleanShutdown:
            self.init(.noAnswer, reason: "the connection was closed without an answer")
        case .invalidURL, .emptyHost, .emptyScheme: self.init(.noAnswer, reason: "the address is not a URL")
        default: self.init(.noAnswer, reason: error.description)
        }
    }

    private static func words(for error: NIOSSLError) -> String {
        if case .handshakeFailed(let cause) = error { return "the handshake failed: \(cause)" }
        return "\(error)"
    }
}
