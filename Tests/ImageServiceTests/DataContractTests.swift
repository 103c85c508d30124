import AsyncHTTPClient
import Crypto
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// `PUT` and `GET /v2/images/{id}/file`.
@Suite(.atMost(8, of: "services")) struct DataContractTests {
    @Test(
        "data makes the image active, with its size and hashes, and comes back as it was", arguments: [0, 3, 5_000_000])
    func roundTrip(size: Int) async throws {
        try await TestService.use { (service: TestService) async throws in
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let id = try await service.newImage()
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").status == 204)
            #expect(try await service.upload(bytes, to: id).status == 204)
            let fields = try await service.send(.GET, "/v2/images/\(id)").fields
            #expect(fields["status"] == .string("active"))
            #expect(fields["size"] == .integer(Int64(size)))
            func hex(_ digest: some Sequence<UInt8>) -> JSONValue {
                .string(digest.map { String(format: "%02x", $0) }.joined())
            }
            #expect(fields["checksum"] == hex(Insecure.MD5.hash(data: bytes)))
            #expect(fields["os_hash_algo"] == .string("sha512"))
            #expect(fields["os_hash_value"] == hex(SHA512.hash(data: bytes)))
            let back = try await service.send(.GET, "/v2/images/\(id)/file")
            #expect(back.status == 200)
            #expect(back.body == Data(bytes))
            #expect(back.headers.first(name: "Content-MD5") == fields["checksum"]?.string)
            #expect(back.headers.first(name: "Content-Length") == "\(size)")
        }
    }

    @Test("data without a length is taken in chunks")
    func chunked() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let chunks = AsyncStream<ByteBuffer> { continuation in
                for _ in 0..<10 { continuation.yield(ByteBuffer(repeating: 7, count: 300_000)) }
                continuation.finish()
            }
            let reply = try await service.send(
                .PUT, "/v2/images/\(id)/file", headers: [("Content-Type", "application/octet-stream")],
                body: .stream(chunks, length: .unknown))
            #expect(reply.status == 204)
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["size"] == .integer(3_000_000))
        }
    }

    @Test("a second upload is 409 and changes nothing")
    func twice() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload([1], to: id)
            let reply = try await service.upload([2], to: id)
            #expect(reply.status == 409)
            #expect(reply.message.contains("from active to saving"))
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1]))
        }
    }

    @Test("an image without formats takes no data")
    func withoutFormats() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage("{}")
            let reply = try await service.upload([1], to: id)
            #expect(reply.status == 400)
            #expect(reply.message.contains("disk_format, container_format must be set"))
        }
    }

    @Test("data has one media type")
    func mediaType() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            #expect(try await service.upload([1], to: id, type: "text/plain").status == 415)
            let type = "multipart/form-data; boundary=x"
            let reply = try await service.upload([1], to: id, type: type)
            #expect(reply.status == 415)
            #expect(reply.message.contains("The request media type \(type) is not supported"))
            #expect(reply.message.hasSuffix("Invalid content type multipart/form-data"))
        }
    }

    @Test("an upload that breaks off leaves the image queued and no file")
    func brokenOff() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            struct BreakOff: Error {}
            let (chunks, tell) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
            tell.yield(ByteBuffer(repeating: 1, count: 3_000_000))
            async let reply = service.send(
                .PUT, "/v2/images/\(id)/file", headers: [("Content-Type", "application/octet-stream")],
                body: .stream(chunks, length: .known(Int64(10_000_000))))
            try await waitUntil {
                try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("saving")
            }
            tell.finish(throwing: BreakOff())
            let outcome = try? await reply.status
            #expect(outcome == nil)
            try await waitUntil {
                try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("queued")
            }
            try await waitUntil {
                try FileManager.default.contentsOfDirectory(atPath: service.folder + "/incoming").isEmpty
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: service.folder + "/data").isEmpty)
            #expect(try await service.upload([1, 2], to: id).status == 204)
        }
    }

    @Test(
        "an image that is deleted while its data comes in is 410, or 404 where it is staged, and its data is gone",
        arguments: [
            ("file", "saving", 410, "could not be found after upload"),
            ("stage", "uploading", 404, "No image found with ID"),
        ])
    func deletedMeanwhile(resource: String, status: String, code: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let (chunks, tell) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
            tell.yield(ByteBuffer(repeating: 1, count: 2_000_000))
            async let reply = service.send(
                .PUT, "/v2/images/\(id)/\(resource)", headers: [("Content-Type", "application/octet-stream")],
                body: .stream(chunks, length: .unknown))
            try await waitUntil {
                try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string(status)
            }
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
            tell.finish()
            let answer = try await reply
            #expect(answer.status == code)
            #expect(answer.message.contains(words), "\(answer.message)")
            for place in ["data", "incoming", "staging/data", "staging/incoming"] {
                #expect(try FileManager.default.contentsOfDirectory(atPath: service.folder + "/" + place).isEmpty)
            }
        }
    }

    @Test("a delete removes the data")
    func deleteRemovesData() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload([1, 2, 3], to: id)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
            #expect(try FileManager.default.contentsOfDirectory(atPath: service.folder + "/data").isEmpty)
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").status == 404)
        }
    }
}

/// Waits until something holds that nobody tells of; the bound is generous, and passing it is a failure.
func waitUntil(_ holds: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while try await !holds() {
        let isInTime = ContinuousClock.now < end
        try #require(isInTime, "waited too long")
        // Between two looks, those that bring it about have the processor.
        try await Task.sleep(for: .milliseconds(2))
    }
}
