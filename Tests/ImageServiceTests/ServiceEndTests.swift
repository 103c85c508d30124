import AsyncHTTPClient
import Clouds
import Foundation
import HTTPTypes
import ImageModel
import NIOCore
import NIOHTTP1
import ScriptedServer
import TestSupport
import Testing

@testable import ImageService

/// What the end of a service makes of what is under way.
@Suite(.atMost(8, of: "services")) struct ServiceEndTests {
    @Test("an upload that the end of the service cuts off is no error in its log, and leaves the image queued")
    func upload() async throws {
        let log = RecordedLog()
        let (chunks, data) = AsyncStream.makeStream(of: ByteBuffer.self)
        defer { data.finish() }
        data.yield(ByteBuffer(bytes: [1, 2, 3]))
        try await TestService.withFolder { folder in
            let (id, upload) = try await TestService.use(folder: folder, logger: log.logger) {
                (service: TestService) async throws -> (String, Task<TestService.Reply, any Error>) in
                let id = try await service.newImage()
                // It is under way still when the service ends.
                let upload = Task {
                    try await service.send(
                        .PUT, "/v2/images/\(id)/file", headers: [("Content-Type", "application/octet-stream")],
                        body: .stream(chunks, length: .unknown))
                }
                let incoming = folder + "/incoming"
                try await waitUntil { try !FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty }
                return (id, upload)
            }
            // The connection may be closed before there is an answer.
            if case .success(let reply) = await upload.result { #expect(reply.status != 500, "\(reply.text)") }
            #expect(!log.lines.contains { $0.hasPrefix("error") }, "\(log.lines)")
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                #expect(try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("queued"))
            }
        }
    }

    @Test("a token that Keystone is asked about when the service ends is no error in its log")
    func token() async throws {
        let log = RecordedLog()
        try await ScriptedServer.use { _, _ in
            .stall("")
        } while: { server in
            let validator = TokenValidator(keystoneURL: server.url)
            let authenticator = Authenticator(.keystone(validator), logger: log.logger)
            let asking = Task { await authenticator.identity(for: "token", sentBy: nil) }
            try await waitUntil { !server.requests.isEmpty }
            asking.cancel()
            let failure = await #expect(throws: Fault.self) { try await asking.value.get() }
            try await validator.shutdown()
            #expect(failure?.status == .serviceUnavailable)
            #expect(log.lines.isEmpty)
        }
    }
}
