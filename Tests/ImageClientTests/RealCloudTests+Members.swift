import Clouds
import Foundation
import ImageModel
import Testing

@testable import ImageClient

/// Members, actions, stores and downloads, against the real Glance.
extension RealCloudTests {
    /// Data that is sent in one piece.
    private struct Bytes: AsyncSequence, Sendable {
        let bytes: [UInt8]

        func makeAsyncIterator() -> Iterator { Iterator(rest: bytes) }

        struct Iterator: AsyncIteratorProtocol {
            var rest: [UInt8]?

            mutating func next() async throws -> [UInt8]? { rest.take() }
        }
    }

    private func withData<Result>(
        _ client: ImageClient, _ bytes: [UInt8], _ body: (Image.ID) async throws -> Result
    ) async throws -> Result {
        var new = NewImage()
        (new.name, new.diskFormat, new.containerFormat) = ("shared", "raw", "bare")
        return try await RealCloud.withImage(client, new) { record in
            let data = ImageData(size: Int64(bytes.count), chunks: Bytes(bytes: bytes))
            _ = try await client.upload(data, of: record.image.id, to: .store("fast")) { _ in }
            return try await body(record.image.id)
        }
    }

    @Test("an image is offered, accepted, rejected and taken back")
    func members() async throws {
        try await RealCloud.use(RealCloud.configuration("demo")) { _, owner in
            try await RealCloud.use(RealCloud.configuration("other")) { session, other in
                _ = try await session.access()
                let project = try await RealCloud.projectID(session)
                try await RealCloud.withImage(owner, NewImage()) { record in
                    let id = record.image.id
                    try await #expect(owner.members(of: id).isEmpty)
                    let offered = try await owner.addMember(project, to: id)
                    #expect(offered.project == project && offered.status == .pending)
                    #expect(offered.createdAt?.date != nil)
                    let twice = await #expect(throws: APIError.self) { try await owner.addMember(project, to: id) }
                    #expect(twice?.kind == .conflict)
                    for status in [ImageMember.Status.accepted, .rejected] {
                        try await #expect(other.answerOffer(of: id, to: project, with: status).status == status)
                        try await #expect(other.members(of: id).map(\.status) == [status])
                    }
                    let denied = await #expect(throws: APIError.self) {
                        try await owner.answerOffer(of: id, to: project, with: .accepted)
                    }
                    #expect(denied?.kind == .forbidden)
                    try await owner.removeMember(project, from: id)
                    try await #expect(owner.members(of: id).isEmpty)
                    let gone = await #expect(throws: APIError.self) { try await owner.removeMember(project, from: id) }
                    #expect(gone?.kind == .notFound)
                }
            }
        }
    }

    @Test("a project is found by its name: one's own by everybody, and any by an administrator")
    func memberByName() async throws {
        try await RealCloud.use(RealCloud.configuration("other")) { session, _ in
            _ = try await session.access()
            let (id, name) = (try await RealCloud.projectID(session), try #require(await session.project))
            try await #expect(session.projects(named: name)?.map(\.id) == [id])
            try await RealCloud.use(RealCloud.configuration("admin")) { _, admin in
                try await RealCloud.withImage(admin, NewImage()) { record in
                    try await #expect(admin.addMember(name, to: record.image.id).project == id)
                    let unknown = await #expect(throws: APIError.self) {
                        try await admin.addMember("no & such=project", to: record.image.id)
                    }
                    #expect(unknown?.message.contains("No project is called “no & such=project”") == true)
                    try await #expect(admin.members(of: record.image.id).map(\.project) == [id])
                }
            }
            try await RealCloud.use(RealCloud.configuration("demo")) { _, owner in
                try await RealCloud.withImage(owner, NewImage()) { record in
                    let hidden = await #expect(throws: APIError.self) {
                        try await owner.addMember(name, to: record.image.id)
                    }
                    #expect(hidden?.message.contains("administrators only") == true)
                    // Whoever knows better is taken at their word.
                    try await #expect(owner.addMember("id:" + name, to: record.image.id).project == name)
                }
            }
        }
    }

    @Test("members of an image that is not shared are refused")
    func unshared() async throws {
        try await RealCloud.use(RealCloud.configuration("demo")) { _, client in
            var new = NewImage()
            new.visibility = .private
            try await RealCloud.withImage(client, new) { record in
                let error = await #expect(throws: APIError.self) { try await client.members(of: record.image.id) }
                #expect(error?.kind == .forbidden)
            }
        }
    }

    @Test("data is read whole and from a place on, and is what was sent")
    func download() async throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        try await RealCloud.use(RealCloud.configuration("demo")) { _, client in
            try await withData(client, bytes) { id in
                for offset in [0, 1, 299_999] {
                    let download = try await client.download(id, from: Int64(offset))
                    #expect(download.start == Int64(offset))
                    #expect(download.size == 300_000)
                    var read: [UInt8] = []
                    for try await chunk in download.chunks { read += chunk }
                    #expect(read == Array(bytes[offset...]))
                }
                let beyond = await #expect(throws: APIError.self) { try await client.download(id, from: 300_000) }
                #expect(beyond?.status == 416)
            }
            try await RealCloud.withImage(client, NewImage()) { record in
                try await #expect(client.download(record.image.id, from: 0).size == 0)
            }
        }
    }

    @Test("an administrator bars an image and lifts the bar; data leaves a store, but not the last one")
    func actionsAndStores() async throws {
        try await RealCloud.use(RealCloud.configuration("admin")) { _, client in
            try await withData(client, [1, 2, 3]) { id in
                try await client.deactivate(id)
                try await #expect(client.image(id).image.status == .deactivated)
                try await client.reactivate(id)
                try await #expect(client.image(id).image.status == .active)
                try await client.importData(
                    ImageImport(.copyImage, stores: .some(["cheap"], mustSucceed: true)), into: id)
                var copied = false
                for _ in 0..<120 where !copied {
                    // The record names the store before the import is over, which writes to it once more.
                    let isOver = try await client.tasks(of: id).allSatisfy { $0.status == "success" }
                    let record = try await client.image(id)
                    copied = isOver && record.fields["stores"]?.string?.contains("cheap") == true
                    // The Image API tells nobody that an import is done: the record is asked for again.
                    if !copied { try await Task.sleep(for: .milliseconds(250)) }
                }
                #expect(copied)
                try await client.deleteData(of: id, in: "fast")
                try await #expect(client.image(id).fields["stores"] == .string("cheap"))
                let last = await #expect(throws: APIError.self) { try await client.deleteData(of: id, in: "cheap") }
                #expect(last?.kind == .forbidden)
            }
        }
    }
}
