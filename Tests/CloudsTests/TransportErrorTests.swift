import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import TestSupport
import Testing

@testable import Clouds

/// Each failure of the network has a kind and words. Those of real connections are tested where there are connections.
@Suite struct TransportErrorTests {
    @Test(
        "a failure is told in words, never in names of types",
        arguments: [
            (CancellationError(), .cancelled, "cancelled"),
            (HTTPClientError.cancelled, .cancelled, "cancelled"),
            (HTTPClientError.requestStreamCancelled, .cancelled, "cancelled"),
            (HTTPClientError.deadlineExceeded, .timedOut, "no answer in time"),
            (HTTPClientError.connectTimeout, .timedOut, "no answer in time"),
            (HTTPClientError.readTimeout, .timedOut, "no answer in time"),
            (HTTPClientError.writeTimeout, .timedOut, "no answer in time"),
            (HTTPClientError.httpProxyHandshakeTimeout, .timedOut, "no answer in time"),
            (HTTPClientError.getConnectionFromPoolTimeout, .timedOut, "no answer in time"),
            (ChannelError.connectTimeout(.seconds(10)), .timedOut, "no answer in time"),
            (HTTPClientError.tlsHandshakeTimeout, .tls(.handshake), "the TLS handshake took too long"),
            (HTTPClientError.remoteConnectionClosed, .noAnswer, TransportError.closed.reason),
            (HTTPClientError.uncleanShutdown, .noAnswer, TransportError.closed.reason),
            (HTTPParserError.invalidEOFState, .noAnswer, TransportError.closed.reason),
            (NIOSSLError.uncleanShutdown, .noAnswer, TransportError.closed.reason),
            (ChannelError.ioOnClosedChannel, .noAnswer, TransportError.closed.reason),
            (IOError(errnoCode: ECONNRESET, reason: "read(descriptor:)"), .noAnswer, "connection reset by peer"),
            (IOError(errnoCode: EHOSTUNREACH, reason: "connect"), .noAnswer, "no route to host"),
            (HTTPClientError.invalidURL, .noAnswer, "the address is no http:// or https:// address"),
            (HTTPClientError.unsupportedScheme("ftp"), .noAnswer, "the address is no http:// or https:// address"),
            (HTTPClientError.emptyHost, .noAnswer, "the address is no http:// or https:// address"),
            (HTTPClientError.proxyAuthenticationRequired, .noAnswer, "proxy authentication required"),
            (HTTPClientError.invalidHeaderFieldValues(["t0ken"]), .noAnswer, "invalid header field values"),
            (HTTPParserError.invalidConstant, .notUnderstood, "what answers does not speak HTTP, or wants https://"),
            (HTTPParserError.headerOverflow, .notUnderstood, "what answers does not speak HTTP, or wants https://"),
            (NIOTooManyBytesError(maxBytes: 5), .notUnderstood, "the answer is too long"),
            (
                NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake])), .tls(.handshake),
                "the connection was closed during the TLS handshake"
            ),
            (
                NIOSSLError.failedToLoadCertificate, .tls(.authorities),
                "the file of certificate authorities (cacert, OS_CACERT) cannot be used"
            ),
            (NIOSSLError.unableToValidateCertificate, .tls(.untrusted), "the certificate cannot be checked"),
            (NIOSSLExtraError.failedToValidateHostname, .tls(.otherName), "the certificate is for another name"),
            (NIOSSLExtraError.invalidSNIHostname, .tls(.handshake), "TLS cannot be used with this address"),
            (Unknown(), .noAnswer, "the connection failed"),
            (TransportError(.tls(.handshake), reason: "itself"), .tls(.handshake), "itself"),
        ] as [(any Error, TransportError.Kind, String)])
    func words(_ error: any Error, _ kind: TransportError.Kind, _ reason: String) {
        #expect(TransportError(error) == TransportError(kind, reason: reason))
    }

    private struct Unknown: Error {}

    @Test("a time limit ends what takes longer, and lets the rest be")
    func timeLimit() async throws {
        #expect(try await withTimeLimit(.seconds(600)) { 5 } == 5)
        let error = await #expect(throws: TransportError.self) {
            try await withTimeLimit(.milliseconds(1)) { await waitForCancellation() }
        }
        #expect(error == .timedOut)
        await #expect(throws: Unknown.self) { try await withTimeLimit(.seconds(600)) { throw Unknown() } }
    }
}
