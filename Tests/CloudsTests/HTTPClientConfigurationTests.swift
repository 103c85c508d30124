import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import Clouds

/// How a cloud's services are spoken to.
@Suite(.timeLimit(.minutes(10))) struct HTTPClientConfigurationTests {
    @Test("a network that goes away without a word is noticed, whichever HTTP is spoken")
    func silence() async throws {
        let settings = HTTPClient.Configuration.cloud(certificateAuthorities: nil, verifiesCertificates: true)
        let loops = MultiThreadedEventLoopGroup.singleton
        let server = try await ServerBootstrap(group: loops).bind(host: "127.0.0.1", port: 0).get()
        let address = try #require(server.localAddress)
        for prepare in [settings.http1_1ConnectionDebugInitializer, settings.http2ConnectionDebugInitializer] {
            let connection = try await ClientBootstrap(group: loops).connect(to: address).get()
            let initializer = try #require(prepare)
            try await initializer(connection).get()
            #expect(try await connection.getOption(.socketOption(.so_keepalive)).get() != 0)
            for (option, value) in [(TCP_KEEPIDLE, SocketOptionValue(30)), (TCP_KEEPINTVL, 10), (TCP_KEEPCNT, 6)] {
                #expect(try await connection.getOption(.tcpOption(.init(rawValue: option))).get() == value)
            }
            try await connection.close().get()
        }
        try await server.close().get()
    }
}
