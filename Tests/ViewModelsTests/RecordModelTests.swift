import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordModelTests {
    private let service = ScriptedService()

    private func model(
        _ image: Image, created: ImageRecord? = nil, onRead: @escaping @MainActor (Image) -> Void = { _ in },
        onDelete: @escaping @MainActor (Image.ID) -> Void = { _ in }
    ) -> RecordModel {
        RecordModel(
            id: image.id, name: image.nameOrID, created: created, api: service, transfer: nil, onRead: onRead,
            onDelete: onDelete)
    }

    @Test("what a create has answered is shown without asking, null fields and all")
    func created() async {
        let image = Image.sample(name: nil)
        let model = model(
            image,
            created: image.record(
                ImageHeaders(location: "/v2/images/one", importMethods: ["a", "b"], storeIDs: nil, requestID: "req-1")))
        await settle()
        #expect(service.calls.isEmpty)
        #expect(model.isNew)
        #expect(model.name == "one")
        #expect(
            model.rows == [
                RecordModel.Row(name: "name", value: "null", isNull: true),
                RecordModel.Row(name: "id", value: "one", isNull: false),
                RecordModel.Row(name: "status", value: "queued", isNull: false),
                RecordModel.Row(name: "size", value: "null", isNull: true),
                RecordModel.Row(name: "min_disk", value: "0", isNull: false),
                RecordModel.Row(name: "tags", value: #"["a","b"]"#, isNull: false),
            ])
        #expect(
            model.headerRows == [
                RecordModel.Row(name: "Location", value: "/v2/images/one", isNull: false),
                RecordModel.Row(name: "OpenStack-image-import-methods", value: "a,b", isNull: false),
                RecordModel.Row(name: "x-openstack-request-id", value: "req-1", isNull: false),
            ])
        #expect(model.json.object?["id"] == .string("one"))
    }

    @Test("an image that is worked on is followed for as long as somebody has its record")
    func left() async throws {
        service.record = Image.sample(status: .saving).record()
        var kept: RecordModel? = model(.sample())
        try await until { kept?.record != nil }
        await settle()
        weak let left = kept
        kept = nil
        #expect(left == nil)
    }

    @Test("an image of the list is read")
    func read() async throws {
        service.records = [.answers(Image.sample(name: "renamed").record())]
        var read: [String?] = []
        let model = model(.sample()) { read.append($0.name) }
        #expect(model.isLoading)
        #expect(model.rows.isEmpty && model.headerRows.isEmpty && model.json == .object([:]))
        #expect(model.name == "alpine")
        try await until { !model.isLoading }
        #expect(!model.isNew)
        #expect(model.name == "renamed")
        #expect(read == ["renamed"])
        #expect(service.calls == [.image("one")])
    }

    @Test("the headers of a create stay when a later answer lacks them")
    func headers() async throws {
        service.records = [.answers(Image.sample().record(ImageHeaders(requestID: "req-2")))]
        let model = model(
            .sample(),
            created: Image.sample().record(
                ImageHeaders(location: "/there", importMethods: ["m"], storeIDs: ["fast"], requestID: "req-1")))
        model.refresh()
        try await until { !model.isLoading }
        #expect(
            model.record?.headers
                == ImageHeaders(location: "/there", importMethods: ["m"], storeIDs: ["fast"], requestID: "req-2"))
    }

    @Test("the record is read again for as long as the service is working on it")
    func follow() async throws {
        service.records = [
            .answers(Image.sample(status: .saving).record()), .answers(Image.sample(status: .active).record()),
        ]
        var read: [ImageStatus] = []
        let model = model(.sample(status: .queued)) { read.append($0.status) }
        try await until { !model.isLoading }
        #expect(read == [.saving, .active])
    }

    @Test("a failure keeps what was read, and a later answer takes it away")
    func failure() async throws {
        service.records = [
            .fails(APIError(status: 404, message: "No image found with ID one")), .answers(Image.sample().record()),
        ]
        let model = model(.sample(), created: Image.sample().record())
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.failure?.headline == "The image could not be read (404)")
        #expect(model.record != nil)
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.failure == nil)
    }

    @Test("the last of two readings counts, and says when it is over")
    func twice() async throws {
        let gate = Gate()
        service.records = [.hangs, .waits(gate, Image.sample(name: "second").record())]
        let model = model(.sample())
        try await until { service.calls.count == 1 }
        model.refresh()
        try await until { service.calls.count == 2 }
        await settle()
        #expect(model.isLoading)
        gate.open()
        try await until { !model.isLoading }
        #expect(model.name == "second")
        #expect(model.failure == nil)
    }

    @Test("a delete is done once and told")
    func delete() async throws {
        service.deletes = [.answers(())]
        service.record = Image.sample().record()
        var deleted: [Image.ID] = []
        let model = model(.sample(), created: Image.sample().record(), onDelete: { deleted.append($0) })
        model.delete()
        model.delete()
        #expect(model.isDeleting)
        try await until { !model.isDeleting }
        #expect(model.isDeleted)
        #expect(deleted == ["one"])
        model.refresh()
        await settle()
        #expect(service.calls == [.image("one"), .delete("one")])
    }

    @Test("a delete that is refused says why, and the record stays")
    func refused() async throws {
        service.deletes = [.fails(APIError(status: 403, message: "Image one is protected and cannot be deleted."))]
        service.record = Image.sample().record()
        let model = model(.sample(), created: Image.sample().record())
        model.delete()
        try await until { !model.isDeleting }
        #expect(!model.isDeleted)
        #expect(model.failure?.reason == "alpine is protected against deletion.")
        #expect(!model.isLoading)
        #expect(!model.rows.isEmpty)
    }

    @Test("an image that somebody else has changed since one was asked is not deleted, and is shown as it is")
    func deleteConflict() async throws {
        let asked = Image.sample(name: "mine")
        // The record was read again while the question was open.
        let model = model(.sample(), created: Image.sample(name: "theirs").record())
        service.record = Image.sample(name: "theirs").record()
        model.delete(asked)
        try await until { !model.isDeleting }
        #expect(!model.isDeleted && !service.calls.contains(.delete("one")))
        #expect(model.failure?.reason == "name was changed by somebody else since it was shown here. It is theirs now.")
        #expect(model.name == "theirs")
        service.deletes = [.answers(())]
        model.delete()
        try await until { !model.isDeleting }
        #expect(model.isDeleted)
    }

    @Test("an image that somebody else has deleted is done with")
    func deleteGone() async throws {
        service.records = [.fails(APIError(status: 404, message: "No image found with ID one"))]
        let model = model(.sample(), created: Image.sample().record())
        model.delete()
        try await until { !model.isDeleting }
        #expect(model.isDeleted && model.failure == nil)
    }
}
