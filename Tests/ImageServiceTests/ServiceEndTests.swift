import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
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
}
