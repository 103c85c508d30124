import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordRowsTests {
    private let service = ScriptedService()

    private func model(_ besides: [String: JSONValue]) -> RecordModel {
        var record = Image.sample(status: .active).record()
        record.fields.merge(besides) { $1 }
        return RecordModel(
            id: "one", name: "alpine", created: record, api: service, transfer: nil, onRead: { _ in },
            onDelete: { _ in })
    }

    @Test("additional properties are apart from what the API or the service says by itself")
    func properties() {
        let model = model([
            "os_distro": .string("alpine"), "stores": .string("fast"), "os_glance_failed_import": .string(""),
            "locations": .array([]), "hw_disk_bus": .string("virtio"), "direct_url": .string("file:///x"),
            "flavours": .array([.string("a")]),
        ])
        #expect(model.propertyRows.map(\.name) == ["hw_disk_bus", "os_distro"])
        #expect(model.propertyRows.map(\.value) == ["virtio", "alpine"])
        #expect(
            model.rows.map(\.name) == [
                "name", "id", "status", "size", "min_disk", "tags", "direct_url", "flavours", "locations",
                "os_glance_failed_import", "stores",
            ])
    }

    @Test("each store of the record and of the cloud says how the data stands to it")
    func stores() async throws {
        service.stores = [
            .answers([
                ImageStore(id: "fast", description: "on SSDs"), ImageStore(id: "cheap"), ImageStore(id: "new"),
            ])
        ]
        let model = model([
            "stores": .string("fast"), "os_glance_importing_to_stores": .string("cheap"),
            "os_glance_failed_import": .string("gone"),
        ])
        let before = model.storeStates
        #expect(before.map(\.id) == ["cheap", "gone", "fast"])
        model.stores.load()
        try await until { !model.stores.isLoading }
        let states = model.storeStates
        #expect(states.map(\.id) == ["cheap", "gone", "fast", "new"])
        #expect(states.map(\.state) == [.pending, .failed, .present, nil])
        #expect(states.map(\.description) == [nil, nil, "on SSDs", nil])
    }

    @Test("a reading of the record reads again what was wanted besides, and nothing else")
    func refresh() async throws {
        service.memberLists = [.answers([]), .answers([ImageMember(project: "other", status: .accepted)])]
        service.record = Image.sample().record()
        let model = model([:])
        model.members.load()
        try await until { !model.members.isLoading }
        model.refresh()
        try await until { !model.isLoading && !model.members.isLoading }
        #expect(model.members.value?.map(\.project) == ["other"])
        #expect(service.calls.filter { $0 == .tasks("one") || $0 == .stores }.isEmpty)
    }
}
