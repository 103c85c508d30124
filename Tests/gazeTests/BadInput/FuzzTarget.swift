import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// A service that is sent bad input: a process of its own, so that its memory and its end can be told from the test's.
struct FuzzTarget: Sendable {
    let service: ServeProcess
    let place: FuzzPlace

    /// Starts a service, fills it a little, and checks afterwards that it lives and how much memory it has had.
    ///
    /// - Parameter memory: bytes that it may have had at most.
    static func use(memory: Int = 400 << 20, _ body: (FuzzTarget) async throws -> Void) async throws {
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder) { service in
                let target = FuzzTarget(service: service, place: try await FuzzPlace(in: service))
                try await body(target)
                try await target.checkLife()
                let peak = try service.peakMemory
                #expect(peak < memory, "at most \(peak >> 20) MiB were in memory")
            }
            #expect(ended == 0)
        }
    }

    /// Others are answered.
    func checkLife() async throws {
        #expect(try await service.send(.GET, "/v2/images?limit=1").status == 200)
    }

    /// Sends a request, and looks at the answer, and at whether the connection is good for another.
    ///
    /// - Returns: what is wrong; nil where nothing is.
    func fault(of request: FuzzedRequest) async -> String? {
        do {
            return try await RawConnection.use(port: service.port) { connection in
                // The service may refuse before it has read it all, and the answer is there nonetheless.
                try? await connection.send(request.bytes)
                guard let reply = try await connection.reply(to: request.method) else { return "there is no answer" }
                if let fault = FuzzJudge.fault(in: reply, to: request.method) { return fault }
                let isData = request.target.suffix(5) == Array("/file".utf8)[...]
                if isData, let fault = FuzzJudge.rangeFault(in: reply, to: request, of: place) { return fault }
                if reply["connection"]?.lowercased() == "close" { return nil }
                try await connection.send(FuzzedRequest(target: Array("/versions".utf8)).bytes)
                guard let next = try await connection.reply() else {
                    return Self.asksToClose(request) ? nil : "the next request has no answer"
                }
                return next.status == 200 ? nil : "the next request is answered \(next.status)"
            }
        } catch {
            return "\(error)"
        }
    }

    private static func asksToClose(_ request: FuzzedRequest) -> Bool {
        request.headers.contains { $0.name == "Connection" && $0.value == Array("close".utf8) }
    }

    /// Sends bytes and no more, and looks at all the answers, until the service closes the connection.
    func fault(ofBytes bytes: [UInt8]) async -> String? {
        do {
            return try await RawConnection.use(port: service.port) { connection in
                try? await connection.send(bytes)
                connection.finish()
                while let reply = try await connection.reply() {
                    if let fault = FuzzJudge.fault(in: reply, to: "GET") { return fault }
                }
                return nil
            }
        } catch {
            return "\(error)"
        }
    }
}

extension FuzzPlace {
    /// Makes what the requests name.
    init(in service: ServeProcess) async throws {
        func made(_ fields: [String: JSONValue] = [:], upload data: [UInt8]? = nil, to resource: String = "file")
            async throws -> String
        {
            let usual: [String: JSONValue] = [
                "disk_format": .string("raw"), "container_format": .string("bare"), "protected": .bool(true),
            ]
            let reply = try await service.send(.POST, "/v2/images", .object(usual.merging(fields) { $1 }))
            let id = try #require(reply.fields["id"]?.string)
            if let data {
                let sent = try await service.send(
                    .PUT, "/v2/images/\(id)/\(resource)", headers: [("Content-Type", "application/octet-stream")],
                    body: .bytes(ByteBuffer(bytes: data)))
                #expect(sent.status == 204)
            }
            return id
        }
        data = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        active = try await made(upload: data)
        empty = try await made(upload: [])
        queued = try await made()
        staged = try await made(upload: [1, 2, 3], to: "stage")
        shared = try await made(["visibility": .string("shared")])
        _ = try await service.send(.POST, "/v2/images/\(shared)/members", .object(["member": .string("m")]))
        namespace = "fuzz"
        let space = try await service.send(
            .POST, "/v2/metadefs/namespaces",
            .object([
                "namespace": .string(namespace), "protected": .bool(true),
                "objects": .array([.object(["name": .string("o")])]),
                "tags": .array([.object(["name": .string("t")])]),
                "properties": .object(["p": .object(["title": .string("p"), "type": .string("string")])]),
                "resource_type_associations": .array([.object(["name": .string("r")])]),
            ]))
        #expect(space.status == 201)
    }
}
