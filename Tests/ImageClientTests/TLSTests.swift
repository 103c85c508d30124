import Clouds
import Foundation
import ImageModel
import NIOHTTP1
import NIOSSL
import ScriptedServer
import Testing

@testable import ImageClient

/// Clouds with certificates, good ones and bad ones.
@Suite struct TLSTests {
    /// The error of a schema that is asked for over TLS; nil where there is none.
    private func error(
        _ context: NIOSSLContext?, scheme: String = "https", host: String = "localhost", cacert: String? = nil,
        verify: Bool = true
    ) async throws -> APIError? {
        try await ScriptedServer.use(tls: context) { request, _ in
            guard request.method == .POST else { return .answer(200, body: #"{"name": "image", "properties": {}}"#) }
            let expiry = Date.now.addingTimeInterval(3600).ISO8601Format()
            return .answer(
                201, headers: [("X-Subject-Token", "t0ken")], body: #"{"token": {"expires_at": "\#(expiry)"}}"#)
        } while: { server in
            var variables = [
                "OS_AUTH_URL": "\(scheme)://\(host):\(server.port)/v3", "OS_USERNAME": "ann", "OS_PASSWORD": "s3cret",
                "OS_PROJECT_NAME": "demo", "OS_IMAGE_ENDPOINT_OVERRIDE": "\(scheme)://\(host):\(server.port)",
            ]
            variables["OS_CACERT"] = cacert
            if !verify { variables["OS_INSECURE"] = "true" }
            let source = CloudSource(environment: variables, home: "/nowhere", folder: "/nowhere")
            let session = CloudSession(try #require(try source.cloud(named: nil)))
            let client = ImageClient(session)
            let result: APIError?
            do throws(APIError) {
                _ = try await client.imageSchema()
                result = nil
            } catch {
                result = error
            }
            try await session.shutdown()
            return result
        }
    }

    @Test(
        "a certificate of an unknown authority is not trusted, and is where the authority is named, or nothing is checked"
    )
    func untrusted() async throws {
        try await Certificates.use { certificates in
            let server = try certificates.server("DNS:localhost")
            let message = "the certificate is not trusted: nobody trusted here has signed it, or it has expired"
            try await #expect(error(server) == APIError(kind: .tls(.untrusted), message: message))
            try await #expect(error(server, cacert: certificates.authority) == nil)
            try await #expect(error(server, verify: false) == nil)
            let address = try certificates.server("IP:127.0.0.1")
            try await #expect(error(address, host: "127.0.0.1", cacert: certificates.authority) == nil)
        }
    }

    @Test("a certificate for another name is refused, with the name that was looked for")
    func wrongName() async throws {
        try await Certificates.use { certificates in
            let server = try certificates.server("DNS:glance.example")
            let error = try await error(server, cacert: certificates.authority)
            #expect(error?.kind == .tls(.otherName))
            #expect(error?.message.hasPrefix("the certificate is for another name: ") == true)
            #expect(error?.message.contains("localhost") == true)
            try await #expect(self.error(server, verify: false) == nil)
        }
    }

    @Test("an expired certificate is refused")
    func expired() async throws {
        try await Certificates.use { certificates in
            let server = try certificates.server("DNS:localhost", hasExpired: true)
            let message = "the certificate is not trusted: nobody trusted here has signed it, or it has expired"
            #expect(
                try await error(server, cacert: certificates.authority)
                    == APIError(kind: .tls(.untrusted), message: message))
        }
    }

    @Test("https:// to a server without TLS, and http:// to one with it, are told")
    func wrongScheme() async throws {
        try await Certificates.use { certificates in
            #expect(
                try await error(nil)
                    == APIError(
                        kind: .tls(.notSpoken), message: "what answers does not speak TLS; it may want http://"))
            let error = try await error(certificates.server("DNS:localhost"), scheme: "http")
            #expect(error != nil)
            #expect(error?.message.contains("Error") == false)
        }
    }
}
