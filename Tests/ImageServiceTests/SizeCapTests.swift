import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import ScriptedServer
import TestSupport
import Testing

@testable import ImageService

/// The most data that an image may have (`image_size_cap`). The refusals are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct SizeCapTests {
    private static let cap = 100_000

    /// Runs a service with the cap.
    private static func use(
        webDownload: WebDownloadPolicy = WebDownloadPolicy(),
        _ body: @escaping @Sendable (TestService) async throws -> Void
    ) async throws {
        try await TestService.use(
            stores: ["fast", "cheap"], webDownload: webDownload, adjust: { $0.imageSizeCap = Int64(cap) }, body)
    }

    /// Sends data, in chunks or with its length.
    private static func send(
        _ count: Int, to id: String, _ resource: String, inChunks: Bool, _ service: TestService
    ) async throws -> TestService.Reply {
        let bytes = [UInt8](repeating: 7, count: count)
        guard inChunks else { return try await service.upload(bytes, to: id, as: resource) }
        let chunks = AsyncStream<ByteBuffer> { stream in
            for start in stride(from: 0, to: count, by: 30_000) {
                stream.yield(ByteBuffer(bytes: bytes[start..<min(start + 30_000, count)]))
            }
            stream.finish()
        }
        return try await service.send(
            .PUT, "/v2/images/\(id)/\(resource)", headers: [("Content-Type", "application/octet-stream")],
            body: .stream(chunks, length: .unknown))
    }

    /// The files of the service's stores and of its staging area, whole ones and others.
    private static func files(of service: TestService) throws -> [String] {
        try ["fast", "cheap", "staging"].flatMap { store in
            try ["data", "incoming"].flatMap {
                try FileManager.default.contentsOfDirectory(atPath: "\(service.folder)/\(store)/\($0)")
            }
        }
    }

    @Test(
        "a byte more than an image may have is 413, and leaves the image queued and no file",
        arguments: ["file", "stage"], [true, false])
    func refused(resource: String, inChunks: Bool) async throws {
        try await Self.use { service async throws in
            let id = try await service.newImage()
            let reply = try await Self.send(Self.cap + 1, to: id, resource, inChunks: inChunks, service)
            #expect(reply.status == 413)
            #expect(reply.message.hasPrefix("The incoming image is too large: The provided image is too large."))
            #expect(reply.message.contains("100000 bytes"))
            let fields = try await service.send(.GET, "/v2/images/\(id)").fields
            #expect(fields["status"] == .string("queued"))
            #expect(fields["size"] == .null)
            #expect(try Self.files(of: service).isEmpty)
            // It takes as much as it may have.
            #expect(try await Self.send(Self.cap, to: id, resource, inChunks: inChunks, service).status == 204)
        }
    }

    @Test("who may not send data is not told how much there may be", arguments: ["file", "stage"])
    func order(resource: String) async throws {
        try await Self.use { service async throws in
            let bytes = [UInt8](repeating: 7, count: Self.cap + 1)
            let id = try await service.newImage(
                #"{"visibility":"community","disk_format":"raw","container_format":"bare"}"#)
            for (token, status) in [(TestService.stranger, 403), (TestService.reader, 403)] {
                #expect(try await service.upload(bytes, to: id, token: token, as: resource).status == status)
            }
            let unknown = UUID().uuidString.lowercased()
            #expect(try await service.upload(bytes, to: unknown, as: resource).status == 404)
            #expect(try await service.upload([1], to: id).status == 204)
            #expect(try await service.upload(bytes, to: id, as: resource).status == 409)
        }
    }

    @Test("a download of more fails, whether it tells its length or not, and leaves nothing", arguments: [true, false])
    func download(tellsLength: Bool) async throws {
        let body = String(repeating: "x", count: Self.cap + 1)
        try await ScriptedServer.use { _, _ in
            tellsLength ? .answer(200, body: body) : .raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)
        } while: { server in
            let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
            try await Self.use(webDownload: policy) { service async throws in
                let id = try await service.newImage()
                let method = #"{"method":{"name":"web-download","uri":"\#(server.url)/data"}}"#
                #expect(try await service.importImage(id, method).status == 202)
                try await Self.expectFailure(of: id, service)
            }
        }
    }

    @Test("what was staged while more was allowed is not imported any more")
    func staged() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: ["fast", "cheap"]) { service async throws in
                let id = try await service.newImage()
                _ = try await service.upload([UInt8](repeating: 7, count: Self.cap + 1), to: id, as: "stage")
                return id
            }
            try await TestService.use(
                folder: folder, stores: ["fast", "cheap"], adjust: { $0.imageSizeCap = Int64(Self.cap) }
            ) { service async throws in
                #expect(try await service.importImage(id, #"{"method":{"name":"glance-direct"}}"#).status == 202)
                try await Self.expectFailure(of: id, service)
            }
        }
    }

    /// Waits for the end of an image's import, which is to have been refused for its size.
    private static func expectFailure(of id: String, _ service: TestService) async throws {
        var task: [String: JSONValue] = [:]
        try await waitUntil {
            let tasks = try await service.send(.GET, "/v2/images/\(id)/tasks").fields["tasks"]?.array
            task = tasks?.last?.object ?? [:]
            return ["success", "failure"].contains(task["status"]?.string ?? "")
        }
        #expect(task["status"] == .string("failure"))
        #expect(task["message"]?.string?.contains("The provided image is too large.") == true, "\(task)")
        let fields = try await service.send(.GET, "/v2/images/\(id)").fields
        #expect(fields["status"] == .string("queued"))
        #expect(fields["os_glance_failed_import"] == .string("fast"))
        #expect(try files(of: service).isEmpty)
    }
}
