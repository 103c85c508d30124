import Foundation
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Parts of an image's data, by `Range` and `Content-Range`. The refusals are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct RangeContractTests {
    private static let bytes: [UInt8] = [10, 11, 12, 13, 14]

    @Test(
        "a part is answered with 206, and says which it is",
        arguments: [
            ("Range", "Bytes=0-1", 0..<2), ("Range", "BYTES = 0 - 1", 0..<2), ("Range", "bytes =1-", 1..<5),
            ("Range", "bytes= - 2", 3..<5), ("Range", "bytes=0-1", 0..<2), ("Range", "bytes=1-", 1..<5),
            ("Range", "bytes=-2", 3..<5),
            ("Range", "bytes=-9", 0..<5), ("Range", "bytes=3-99", 3..<5), ("Range", "bytes=4-4", 4..<5),
            ("Range", "bytes=1-18446744073709551615", 1..<5), ("Range", "bytes=-99999999999999999999", 0..<5),
            ("Content-Range", "bytes 1-2/*", 1..<3), ("Content-Range", "bytes 0-4/5", 0..<5),
        ])
    func part(header: String, value: String, range: Range<Int>) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload(Self.bytes, to: id)
            let whole = try await service.send(.GET, "/v2/images/\(id)/file")
            let reply = try await service.send(.GET, "/v2/images/\(id)/file", headers: [(header, value)])
            #expect(reply.status == 206)
            #expect(reply.body == Data(Self.bytes[range]))
            #expect(reply.headers.first(name: "Content-Length") == "\(range.count)")
            #expect(
                reply.headers.first(name: "Content-Range") == "bytes \(range.lowerBound)-\(range.upperBound - 1)/5")
            // The checksum is the whole image's.
            #expect(reply.headers.first(name: "Content-MD5") == whole.headers.first(name: "Content-MD5"))
        }
    }

    @Test(
        "a part that there is not is refused, with what there is",
        arguments: [
            ("Range", "bytes=5-", 416, "inclusive range [0, 4]"), ("Range", "bytes=2-1", 416, "Invalid Range header"),
            ("Range", "bytes=a-b", 416, "Invalid Range header"), ("Range", "bytes=-0", 416, "Invalid Range header"),
            ("Range", "bytes=-", 416, "Invalid Range header"), ("Range", "bytes=1-2-3", 416, "Invalid Range header"),
            ("Range", "items=0-1", 416, "Invalid Range header"), ("Range", "bytes=+1-2", 416, "Invalid Range header"),
            ("Range", "bytes=0-1,3-4", 400, "multiple ranges"),
            ("Range", "bytes=99999999999999999999-", 416, "inclusive range [0, 4]"),
            ("Range", "bytes 0-1", 416, "Invalid Range header"), ("Range", "bytes=0 1-2", 416, "Invalid Range header"),
            ("Range", "bytess=0-1", 416, "Invalid Range header"), ("Range", "BYTES=0-1, 3-4", 400, "multiple ranges"),
            ("Content-Range", "Bytes 1-2/*", 416, "Invalid Content-Range header"),
            ("Content-Range", "bytes 0-5/5", 416, "Invalid Content-Range header"),
            ("Content-Range", "bytes 1-2/2", 416, "Invalid Content-Range header"),
            ("Content-Range", "bytes 0-5/6", 416, "stop position"),
            ("Content-Range", "bytes 9-9/*", 416, "stop position"),
            ("Content-Range", "nonsense", 416, "Invalid Content-Range header"),
        ])
    func refused(header: String, value: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload(Self.bytes, to: id)
            let reply = try await service.send(.GET, "/v2/images/\(id)/file", headers: [(header, value)])
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test(
        "no part of data that is empty can be had",
        arguments: [
            ("Range", "bytes=0-", "inclusive range [0, -1]"), ("Range", "bytes=-1", "data is empty"),
            ("Content-Range", "bytes 0-0/0", "Invalid Content-Range header"),
            ("Content-Range", "bytes 0-0/*", "stop position"),
        ])
    func empty(header: String, value: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload([], to: id)
            let reply = try await service.send(.GET, "/v2/images/\(id)/file", headers: [(header, value)])
            #expect(reply.status == 416)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }
}
