import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import NIOPosix
import TestSupport
import Testing

@testable import ImageService

/// What a service finds that starts after another has ended suddenly.
@Suite(.atMost(8, of: "services")) struct RecoveryTests {
    /// The moments at which an upload may be cut off, and what is on the disk then.
    enum Moment: CaseIterable {
        case recorded, writing, renamed
    }

    /// Leaves things as a process does that is killed at a moment of an upload.
    private func die(at moment: Moment, in folder: String, id: String) async throws {
        let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
        let instance = try Instance(folder: folder + "/instances")
        let data = try DataStore(name: "local", folder: folder, limit: .max, threads: .singleton)
        let name = instance.name
        try await catalogue.update(id) { image in
            image.status = "saving"
            image.writer = name
        }
        if moment == .recorded { return }
        let bytes = AsyncStream<ByteBuffer> { stream in
            stream.yield(ByteBuffer(repeating: 1, count: 1000))
            stream.finish()
        }
        _ = try await data.receive(bytes, of: id, by: instance)
        if moment == .writing { return }
        try await data.keep(id, by: instance)
    }

    @Test("an upload that was cut off leaves the image queued and no file", arguments: Moment.allCases)
    func cutOff(at moment: Moment) async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder) { try await $0.newImage() }
            try await die(at: moment, in: folder, id: id)
            try await TestService.use(folder: folder) { service in
                let status = try await service.send(.GET, "/v2/images/\(id)").fields["status"]
                #expect(status == .string("queued"))
                for place in ["/data", "/incoming"] {
                    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + place).isEmpty)
                }
                #expect(try await service.upload([1], to: id).status == 204)
            }
        }
    }

    @Test("an upload that was cut off when its image had been deleted leaves no file")
    func cutOffAndDeleted() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder) { try await $0.newImage() }
            try await die(at: .writing, in: folder, id: id)
            let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            #expect(try await catalogue.delete(id, for: TestService.identity(TestService.member)) { _ in })
            try await TestService.use(folder: folder) { _ in
                let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming")
                #expect(files.isEmpty)
            }
        }
    }

    @Test("a delete that was cut off leaves no file")
    func deleteCutOff() async throws {
        try await TestService.withFolder { folder in
            try await TestService.use(folder: folder) { service in
                let id = try await service.newImage()
                _ = try await service.upload([1], to: id)
                let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
                #expect(try await catalogue.delete(id, for: TestService.identity(TestService.member)) { _ in })
            }
            try await TestService.use(folder: folder) { _ in
                let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/data")
                #expect(files.isEmpty)
            }
        }
    }

    @Test("a living service's upload is left alone by one that starts beside it")
    func livingIsLeftAlone() async throws {
        try await TestService.use { first in
            let id = try await first.newImage()
            let (chunks, tell) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
            tell.yield(.init(repeating: 1, count: 2_000_000))
            async let reply = first.send(
                .PUT, "/v2/images/\(id)/file", headers: [("Content-Type", "application/octet-stream")],
                body: .stream(chunks, length: .unknown))
            try await waitUntil { try await first.send(.GET, "/v2/images/\(id)").fields["status"] == .string("saving") }
            try await TestService.use(folder: first.folder) { second in
                let status = try await second.send(.GET, "/v2/images/\(id)").fields["status"]
                #expect(status == .string("saving"))
            }
            tell.finish()
            #expect(try await reply.status == 204)
            #expect(try await first.send(.GET, "/v2/images/\(id)/file").body.count == 2_000_000)
        }
    }

    @Test("two services on one folder both take creates, and both show all of them")
    func twoServices() async throws {
        try await TestService.use { first in
            try await TestService.use(folder: first.folder) { second async throws in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for service in [first, second] {
                        for _ in 0..<20 { group.addTask { try await service.create("{}").status } }
                    }
                    for try await status in group { #expect(status == 201) }
                }
                for service in [first, second] {
                    let images = try await service.send(.GET, "/v2/images?limit=100").fields["images"]?.array
                    #expect(images?.count == 40)
                }
            }
        }
    }

    @Test("what is kept is there after a restart")
    func restart() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder) { service in
                let id = try await service.newImage()
                _ = try await service.upload([1, 2, 3], to: id)
                return id
            }
            try await TestService.use(folder: folder) { service in
                let body = try await service.send(.GET, "/v2/images/\(id)/file").body
                #expect(body == Data([1, 2, 3]))
            }
        }
    }

    @Test("without authentication a service listens on this machine only")
    func openToOthers() throws {
        let nobody = Identity(user: "x", project: "x", roles: ["admin"])
        #expect(throws: ServiceError.openToOthers) {
            try ImageService(
                ServiceConfiguration(
                    data: "/tmp/never", address: .tcp(host: "0.0.0.0", port: 0), authentication: .none(nobody)))
        }
    }

    @Test("a folder that cannot be made is named, with the reason")
    func noFolder() throws {
        let identity = Identity(user: "x", project: "x", roles: ["admin"])
        #expect {
            try ImageService(
                ServiceConfiguration(
                    data: "/proc/nowhere/gaze", address: .tcp(host: "127.0.0.1", port: 0),
                    authentication: .none(identity)))
        } throws: { error in
            "\(error)".contains("/proc/nowhere/gaze")
        }
    }

    @Test("the socket is its owner's alone, and its folder too")
    func socketPermissions() async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/socket"
            let service = try ImageService(
                ServiceConfiguration(
                    data: folder + "/data", address: .unixSocket(path: path),
                    authentication: .tokens(TestService.tokens)))
            let (listening, tell) = AsyncStream.makeStream(of: String.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await service.run { tell.yield($0) } }
                for await address in listening {
                    #expect(address == path)
                    break
                }
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                let folderMode =
                    try FileManager.default.attributesOfItem(atPath: folder + "/data")[.posixPermissions] as? Int
                #expect(folderMode == 0o700)
                group.cancelAll()
            }
        }
    }
}
