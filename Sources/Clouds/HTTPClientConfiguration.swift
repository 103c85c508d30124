package import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL

extension HTTPClient.Configuration {
    /// The configuration for requests to a cloud's services. Redirects are never followed, as that would send the token
    /// elsewhere.
    ///
    /// - Parameters:
    ///   - certificateAuthorities: the path of a PEM file of authorities to trust in addition to the system's.
    ///   - verifiesCertificates: whether certificates are verified.
    static func cloud(certificateAuthorities: String?, verifiesCertificates: Bool) -> HTTPClient.Configuration {
        var settings = HTTPClient.Configuration.web
        settings.redirectConfiguration = .disallow
        var tls = TLSConfiguration.makeClientConfiguration()
        if !verifiesCertificates { tls.certificateVerification = .none }
        if let file = certificateAuthorities { tls.additionalTrustRoots = [.file(file)] }
        settings.tlsConfiguration = tls
        return settings
    }

    /// The configuration for requests to web addresses: a refused connection fails at once, and a dead server is noticed.
    package static var web: HTTPClient.Configuration {
        var settings = HTTPClient.Configuration()
        settings.timeout = .init(connect: .seconds(10))
        settings.connectionPool.retryConnectionEstablishment = false
        // Although meant for debugging, this initializer is the only way to set a connection's socket options.
        settings.http1_1ConnectionDebugInitializer = watch
        settings.http2ConnectionDebugInitializer = watch
        return settings
    }

    /// Seconds of silence after which the peer is probed.
    private static let silence: SocketOptionValue = 30
    /// Seconds between two probes.
    private static let interval: SocketOptionValue = 10
    /// The number of probes that may remain unanswered before the connection is dropped.
    private static let questions: SocketOptionValue = 6

    /// Enables TCP keep-alive on a connection. Otherwise a broken network goes unnoticed, and a download would wait forever for
    /// its next bytes.
    @Sendable private static func watch(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.setOption(.socketOption(.so_keepalive), value: 1).flatMap {
            channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: silence)
        }.flatMap {
            channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: interval)
        }.flatMap {
            channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: questions)
        }.recover { _ in
            // Another kind of channel has no such options, and works without them.
        }
    }
}
