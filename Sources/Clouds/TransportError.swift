import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why a request got no proper answer.
public struct TransportError: Error, Hashable, Sendable {
    /// What kind of failure it was.
    public let kind: Kind
    /// What happened, in words for a person, beginning in lower case.
    public let reason: String

    /// Whether nothing was sent: there was no connection to send it on.
    public private(set) var isUnsent = false

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

    /// The failure that an error of the HTTP client, or of what is below it, stands for.
    public init(_ error: any Error) {
        switch error {
        case let error as TransportError: self = error
        case is CancellationError: self.init(.cancelled, reason: "called off")
        case let error as HTTPClientError: self.init(error)
        case let error as HTTPParserError: self.init(error)
        case let error as NIOSSLError: self.init(error)
        case let error as NIOSSLExtraError: self.init(error)
        case let error as BoringSSLError: self.init(error)
        case let error as NIOConnectionError: self.init(error)
        case let error as ChannelError: self.init(error)
        case let error as IOError: self.init(error)
        case is NIOTooManyBytesError: self.init(.notUnderstood, reason: "the answer is too long")
        default: self.init(.noAnswer, reason: "the connection failed")
        }
    }

    /// The failure of a request to an address: where the system says only why there is no connection, the address says to what.
    public init(_ error: any Error, at url: String) {
        self.init(error)
        guard let code = (error as? IOError)?.errnoCode, Self.unconnected.contains(code),
            let address = URLComponents(string: url), let scheme = address.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = address.host
        else { return }
        let port = address.port ?? (scheme == "https" ? 443 : 80)
        self = TransportError(kind, reason: "cannot connect to \(host):\(port): \(reason)")
        isUnsent = true
    }

    /// What the system says where there is no connection.
    private static let unconnected: Set<Int32> = [
        ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL,
    ]

    /// No answer in the time allowed.
    static let timedOut = TransportError(.timedOut, reason: "no answer in time")
    /// The other side closed the connection.
    static let closed = TransportError(.noAnswer, reason: "the connection was closed before there was a whole answer")

    private init(_ error: HTTPClientError) {
        switch error {
        case .cancelled, .requestStreamCancelled: self.init(.cancelled, reason: "called off")
        case .readTimeout, .writeTimeout, .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
            .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            self = .timedOut
        case .tlsHandshakeTimeout: self.init(.tls, reason: "the TLS handshake took too long")
        case .remoteConnectionClosed, .uncleanShutdown: self = .closed
        case .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath: self = .noAddress
        case _ where error.shortDescription == HTTPClientError.unsupportedScheme("").shortDescription: self = .noAddress
        default: self.init(.noAnswer, reason: error.shortDescription.lowercased())
        }
    }

    private static let noAddress = TransportError(.noAnswer, reason: "the address is no http:// or https:// address")

    private init(_ error: HTTPParserError) {
        switch error {
        case .invalidEOFState, .closedConnection: self = .closed
        default: self.init(.notUnderstood, reason: "what answers does not speak HTTP, or wants https://")
        }
    }

    private init(_ error: NIOConnectionError) {
        guard let first = error.connectionErrors.first else {
            self.init(.noAnswer, reason: "the name \(error.host) does not resolve")
            isUnsent = true
            return
        }
        let cause = TransportError(first.error)
        self.init(cause.kind, reason: "cannot connect to \(error.host):\(error.port): \(cause.reason)")
        isUnsent = true
    }

    private init(_ error: ChannelError) {
        if case .connectTimeout = error { self = .timedOut } else { self = .closed }
    }

    /// The system's own words: "Connection refused".
    private init(_ error: IOError) {
        self.init(.noAnswer, reason: String(cString: strerror(error.errnoCode)).lowercased())
    }
}
