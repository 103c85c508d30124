import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import NIOPosix
import ScriptedServer
import Testing

@testable import ImageService

/// Servers that an import takes data from, and that fall silent.
@Suite(.timeLimit(.minutes(10))) struct SourceClientTests {
    /// Much shorter than in earnest, and long enough for all that does answer.
    private static let client = SourceClient(silence: .seconds(2))

    /// Where an answer ends that goes no further.
    enum Silence: CaseIterable {
        case atOnce, inBody

        /// What comes before it.
        var sent: String {
            switch self {
            case .atOnce: ""
            case .inBody: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello"
            }
        }

        /// What is said of a server.
        func words(_ server: String) -> String {
            switch self {
            case .atOnce: "\(server) does not answer (no answer in time)."
            case .inBody: "the data of \(server) broke off: no answer in time."
            }
        }
    }

    @Test("an address that falls silent is given up", arguments: Silence.allCases)
    func address(silence: Silence) async throws {
        try await ScriptedServer.use { _, _ in
            .stall(silence.sent)
        } while: { server in
            let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
            let download = WebDownload(policy: policy, client: Self.client)
            let failure = await #expect(throws: ImportFailure.self) {
                try await download.fetch(server.url + "/data") { data, _ in _ = try await data.collect(upTo: 1000) }
            }
            let words = silence.words("127.0.0.1")
            #expect(failure?.description.hasSuffix(words) == true, "\(String(describing: failure))")
        }
    }

    @Test(
        "another region that falls silent is given up, in its record as in its data",
        arguments: ["", "/file"], Silence.allCases)
    func region(part: String, silence: Silence) async throws {
        let image = UUID().uuidString.lowercased()
        let path = "/v2/images/" + image + part
        try await ScriptedServer.use { request, _ in
            switch request.path {
            case "/v3/auth/tokens": .answer(200, body: Self.token(request.headers.first(name: "Host") ?? ""))
            case path: .stall(silence.sent)
            default: .answer(200, body: #"{"status": "active", "size": 100}"#)
            }
        } while: { server in
            let remote = try #require(
                RemoteImage(["glance_region": .string("one"), "glance_image_id": .string(image)]))
            let validator = TokenValidator(keystoneURL: server.url)
            let download = GlanceDownload(validator: validator, client: Self.client)
            let failure = await #expect(throws: ImportFailure.self) {
                try await download.fetch(remote, token: Secret("token")) { _, data in
                    _ = try await data.collect(upTo: 1000)
                }
            }
            try await validator.shutdown()
            let words = silence.words("the other region")
            #expect(failure?.description.hasSuffix(words) == true, "\(String(describing: failure))")
            #expect(server.requests.last?.path == path)
        }
    }

    /// What Keystone says of a token, with an image service at an address.
    private static func token(_ address: String) -> String {
        """
        {"token": {"expires_at": "\(Date.now.addingTimeInterval(3600).ISO8601Format())", "catalog": [
         {"type": "image", "endpoints": [{"interface": "public", "region": "one", "url": "http://\(address)"}]}]}}
        """
    }
}
