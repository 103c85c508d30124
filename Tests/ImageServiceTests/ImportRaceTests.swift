import AsyncHTTPClient
import Foundation
import GRDB
import ImageModel
import NIOCore
import NIOHTTP1
import ScriptedServer
import TestSupport
import Testing

@testable import ImageService

/// What else is asked of an image while its data is on its way.
@Suite(.atMost(8, of: "services")) struct ImportRaceTests {
    private static let method = #"{"method":{"name":"glance-direct"}}"#

    private func fields(_ service: TestService, _ id: String) async throws -> [String: JSONValue] {
        try await service.send(.GET, "/v2/images/\(id)").fields
    }

    @Test("staged data is not imported before the last byte is there, and comes in undisturbed")
    func early() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let (chunks, data) = AsyncStream.makeStream(of: ByteBuffer.self)
            data.yield(ByteBuffer(bytes: [1, 2, 3]))
            async let staging = service.send(
                .PUT, "/v2/images/\(id)/stage", headers: [("Content-Type", "application/octet-stream")],
                body: .stream(chunks, length: .unknown))
            try await waitUntil { try await fields(service, id)["status"] == .string("uploading") }
            let early = try await service.importImage(id, Self.method)
            #expect(early.status == 409)
            #expect(early.message == "Image needs to be staged before 'glance-direct' method can be used")
            data.yield(ByteBuffer(bytes: [4]))
            data.finish()
            let staged = try await staging
            #expect(staged.status == 204)
            #expect(try await service.importImage(id, Self.method).status == 202)
            try await waitUntil { try await fields(service, id)["status"] == .string("active") }
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1, 2, 3, 4]))
        }
    }

    @Test(
        "what a store has keeps the format under which it was looked at, whatever the status",
        arguments: ["queued", "importing"])
    func formats(status: String) throws {
        var image = StoredImage(owner: "demo", now: Date())
        image.status = status
        try image.set(.diskFormat, to: .text("ami"))
        image.add(store: "fast")
        let stored = image
        for (attribute, format) in [(ImageAttribute.diskFormat, "qcow2"), (.containerFormat, "bare")] {
            #expect(throws: Fault.self) {
                var changed = stored
                try changed.set(attribute, to: .text(format))
            }
        }
    }

    @Test("a download for an image that is deleted ends, though nothing more comes of it, and leaves nothing")
    func abandoned() async throws {
        try await ScriptedServer.use { _, _ in
            .stall("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
        } while: { server in
            let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
            try await TestService.use(webDownload: policy, adjust: { $0.importLookInterval = .milliseconds(20) }) {
                (service: TestService) async throws in
                let id = try await service.newImage()
                let method = #"{"method":{"name":"web-download","uri":"\#(server.url)/data"}}"#
                #expect(try await service.importImage(id, method).status == 202)
                let tasks = try await service.send(.GET, "/v2/images/\(id)/tasks").fields["tasks"]?.array
                let task = try #require(tasks?.first?.object?["id"]?.string)
                let incoming = service.folder + "/staging/incoming"
                try await waitUntil { try !FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty }
                #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
                var fields: [String: JSONValue] = [:]
                try await waitUntil {
                    fields = try await service.send(.GET, "/v2/tasks/\(task)", token: TestService.admin).fields
                    return fields["status"] == .string("failure")
                }
                #expect(fields["message"] == .string(ImportFailure.imageGone.description))
                #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
            }
        }
    }

    @Test("imports that need no network do not wait behind downloads of which nothing comes")
    func stalledDownloads() async throws {
        try await ScriptedServer.use { _, _ in
            .stall("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
        } while: { server in
            let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
            try await TestService.use(stores: ["fast", "cheap"], webDownload: policy) {
                (service: TestService) async throws in
                let method = #"{"method":{"name":"web-download","uri":"\#(server.url)/data"}}"#
                var slow: [String] = []
                for _ in 0..<5 {
                    let image = try await service.newImage()
                    #expect(try await service.importImage(image, method).status == 202)
                    slow.append(image)
                }
                // As many as there are places for; the last waits.
                let incoming = service.folder + "/staging/incoming"
                try await waitUntil { try FileManager.default.contentsOfDirectory(atPath: incoming).count == 4 }
                let id = try await service.newImage()
                #expect(try await service.upload([1, 2, 3], to: id, as: "stage").status == 204)
                #expect(try await service.importImage(id, Self.method).status == 202)
                try await waitUntil { try await fields(service, id)["status"] == .string("active") }
                let copy = #"{"method":{"name":"copy-image"},"stores":["cheap"]}"#
                #expect(try await service.importImage(id, copy, token: TestService.admin).status == 202)
                try await waitUntil { try await fields(service, id)["stores"] == .string("fast,cheap") }
                for image in slow { #expect(try await fields(service, image)["status"] == .string("importing")) }
                #expect(server.requests.count == 4)
            }
        }
    }

    @Test("data is held to the format that its record says when it is noted, not only when it was looked at")
    func formatOfTheEnd() async throws {
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        try await ScriptedServer.use { _, _ in
            for await _ in gate {}
            return .answer(200, body: String(repeating: "\0", count: 1000))
        } while: { server in
            let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
            try await TestService.use(webDownload: policy) { (service: TestService) async throws in
                // A format that takes anything.
                let id = try await service.newImage(#"{"disk_format":"ami","container_format":"ami"}"#)
                let catalogue = try DatabaseQueue(path: service.folder + "/catalogue.sqlite")
                let file = service.folder + "/data/" + id
                let method = #"{"method":{"name":"web-download","uri":"\#(server.url)/data"}}"#
                #expect(try await service.importImage(id, method).status == 202)
                // From here on nothing is noted until the data is in its place, and that does not come before it is let in.
                try await waitUntil { !server.requests.isEmpty }
                try await catalogue.writeWithoutTransaction { database in
                    // While somebody else writes, the service can note nothing: it waits with the data in its place.
                    try database.inTransaction(.immediate) {
                        open.finish()
                        let end = ContinuousClock.now + .seconds(60)
                        while !FileManager.default.fileExists(atPath: file), ContinuousClock.now < end {
                            // Nothing can be awaited with the transaction open, and of a file that comes nobody tells; this
                            // is the database's own thread, and those that import have the processor meanwhile.
                            usleep(1000)
                        }
                        try database.execute(
                            sql: "UPDATE image SET diskFormat = 'qcow2', containerFormat = 'bare' WHERE id = ?",
                            arguments: [id])
                        return .commit
                    }
                }
                try await waitUntil { try await fields(service, id)["os_glance_import_task"] == nil }
                #expect(try await fields(service, id)["status"] == .string("queued"))
                let tasks = try await service.send(.GET, "/v2/images/\(id)/tasks").fields["tasks"]?.array
                #expect(tasks?.first?.object?["message"]?.string?.contains("does not match") == true)
                #expect(!FileManager.default.fileExists(atPath: file))
            }
        }
    }
}
