import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// What the options of `gaze serve` make of the service.
@Suite(.atMost(3, of: "terminals")) struct ServeOptionsTests {
    @Test("--image-size-cap is the most data that an image may have, in the units in which sizes are written")
    func sizeCap() async throws {
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder, ["--image-size-cap", "1.5K"]) { service in
                let record: JSONValue = .object(["disk_format": .string("raw"), "container_format": .string("bare")])
                let made = try await service.send(.POST, "/v2/images", record)
                let path = "/v2/images/\(made.fields["id"]?.string ?? "")/file"
                for (size, status) in [(1537, 413), (1536, 204)] {
                    let reply = try await service.send(
                        .PUT, path, headers: [("Content-Type", "application/octet-stream")],
                        body: .bytes(ByteBuffer(repeating: 7, count: size)))
                    #expect(reply.status == status, "\(reply.text)")
                }
            }
            #expect(ended == 0)
        }
    }
}
