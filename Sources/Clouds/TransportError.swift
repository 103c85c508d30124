import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The reason why a request got no proper answer.
package struct TransportError: Error, Hashable, Sendable {
    /// The kind of failure.
    package let kind: Kind
    /// The reason, in words for the user, beginning in lower case.
    package let reason: String

    /// Whether nothing was sent, because there was no connection.
    package private(set) var isUnsent = false

    /// The kinds of failure.
    package enum Kind: Hashable, Sendable {
        /// The name does not resolve, or the connection was refused or closed.
        case noAnswer
        /// There was no answer within the time limit.
        case timedOut
        /// TLS could not be set up, for this reason.
        case tls(TLSFault)
        /// The answer is not what was expected.
        case notUnderstood
        /// The request was cancelled by this side.
        case cancelled
    }

    /// The reasons why TLS cannot be set up, as far as they call for different remedies.
    package enum TLSFault: Hashable, Sendable {
        /// The peer does not speak TLS.
        case notSpoken
        /// The certificate is for another host name.
        case otherName
        /// The file of certificate authorities cannot be used.
        case authorities
        /// The certificate is not trusted, or has expired.
        case untrusted
        /// The handshake failed, or took too long.
        case handshake
    }

    /// Creates a failure from its kind and reason.
    package init(_ kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// Creates the failure that an error of the HTTP client, or of a layer below it, represents.
    package init(_ error: any Error) {
        switch error {
        case let error as TransportError: self = error
        case is CancellationError: self.init(.cancelled, reason: "cancelled")
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

    /// Creates the failure of a request to an address; if the system only says why there is no connection, the address is
    /// added.
    package init(_ error: any Error, at url: String) {
        self.init(error)
        guard let code = (error as? IOError)?.errnoCode, Self.unconnected.contains(code),
            let address = URLComponents(string: url), let scheme = address.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = address.host
        else { return }
        let port = address.port ?? (scheme == "https" ? 443 : 80)
        self = TransportError(kind, reason: "cannot connect to \(host):\(port): \(reason)")
        isUnsent = true
    }

    /// The system's errors that mean that there is no connection.
    private static let unconnected: Set<Int32> = [
        ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EADDRNOTAVAIL,
    ]

    /// There was no answer within the time limit.
    static let timedOut = TransportError(.timedOut, reason: "no answer in time")
    /// The peer closed the connection.
    static let closed = TransportError(.noAnswer, reason: "the connection was closed before there was a whole answer")

    private init(_ error: HTTPClientError) {
        switch error {
        case .cancelled, .requestStreamCancelled: self.init(.cancelled, reason: "cancelled")
        case .readTimeout, .writeTimeout, .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
            .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
            self = .timedOut
        case .tlsHandshakeTimeout: self.init(.tls(.handshake), reason: "the TLS handshake took too long")
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

    /// Takes the system's own words: “connection refused”.
    private init(_ error: IOError) {
        self.init(.noAnswer, reason: String(cString: strerror(error.errnoCode)).lowercased())
    }
}
