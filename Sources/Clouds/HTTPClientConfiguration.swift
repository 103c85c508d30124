package import AsyncHTTPClient
import Foundation
import NIOCore
import NIOSSL

extension HTTPClient.Configuration {
    /// How a cloud's services are spoken to. A redirect is never followed: it would take the token elsewhere.
    ///
    /// - Parameters:
    ///   - certificateAuthorities: the path of a PEM file of authorities besides the system's.
    ///   - verifiesCertificates: whether certificates are checked.
    static func cloud(certificateAuthorities: String?, verifiesCertificates: Bool) -> HTTPClient.Configuration {
        var settings = HTTPClient.Configuration.web
        settings.redirectConfiguration = .disallow
        var tls = TLSConfiguration.makeClientConfiguration()
        if !verifiesCertificates { tls.certificateVerification = .none }
        if let file = certificateAuthorities { tls.additionalTrustRoots = [.file(file)] }
        settings.tlsConfiguration = tls
        return settings
    }

    /// How addresses of the web are asked for data: where nobody listens, that is said at once, and a server that is gone is noticed.
    package static var web: HTTPClient.Configuration {
        var settings = HTTPClient.Configuration()
        settings.timeout = .init(connect: .seconds(10))
        settings.connectionPool.retryConnectionEstablishment = false
        // What the client calls a help for finding errors is the one way to a connection's options.
        settings.http1_1ConnectionDebugInitializer = watch
        settings.http2ConnectionDebugInitializer = watch
        return settings
    }

    /// Seconds for which the other side may be silent before it is asked whether it is still there.
    private static let silence: SocketOptionValue = 30
    /// Seconds between two such questions.
    private static let interval: SocketOptionValue = 10
    /// How many of them may stay without an answer.
    private static let questions: SocketOptionValue = 6

    /// Has the system ask on a connection whether the other side is still there: a network that is gone does not say so, and who
    /// waits for the next bytes of a download would wait for ever.
    @Sendable private static func watch(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.setOption(.socketOption(.so_keepalive), value: 1).flatMap {
            channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: silence)
        }.flatMap {
            channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: interval)
        }.flatMap {
            channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: questions)
        }.recover { _ in
            // A connection of another kind has no such options, and is good without them.
        }
    }
}
