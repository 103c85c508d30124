import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct PropertyRowTests {
    private static let namespaces: [MetadefNamespace] = [
        .init(
            name: "OS::Libvirt", title: "libvirt",
            properties: [
                .init(name: "hw_disk_bus", title: "Disk Bus", description: "How disks are attached."),
                .init(name: "hw_vif_model", title: "Network Interface", description: "The card."),
            ]),
        .init(
            name: "OS::Software", title: "Software",
            objects: [
                .init(name: "MySQL", properties: [.init(name: "sw_port", title: "Listen port")]),
                .init(name: "Nothing", properties: []),
            ]),
    ]
    private let service = ScriptedService()

    private func rows(
        _ properties: [String] = [], open: Set<PropertyRow.Section> = [], search: String = ""
    ) async throws -> [PropertyRow] {
        service.namespaceLists = [.answers(Self.namespaces)]
        for namespace in Self.namespaces { service.namespaces[namespace.name] = .answers(namespace) }
        let guidance = GuidanceModel(api: service)
        guidance.load()
        try await until { !guidance.isLoading }
        var draft = Draft()
        draft.properties = properties
        return PropertyRow.rows(guidance, draft, open: open, search: search)
    }

    private let libvirt = PropertyRow.Section.namespace("OS::Libvirt")
    private let software = PropertyRow.Section.namespace("OS::Software")

    @Test("closed, there are the headings with the numbers of what is below them, and of what is set")
    func closed() async throws {
        try await #expect(
            rows(["hw_disk_bus=ide", "mine=1"]) == [
                .section(.draft, count: 2, set: 2, isOpen: false),
                .section(libvirt, count: 2, set: 1, isOpen: false),
                .section(software, count: 1, set: 0, isOpen: false),
            ])
    }

    @Test("open, there are the properties with the values that the draft has, free ones too")
    func opened() async throws {
        try await #expect(
            rows(["mine=a=b", "hw_disk_bus=ide", "mine=again"], open: [.draft, libvirt, software]) == [
                .section(.draft, count: 2, set: 2, isOpen: true),
                .property("mine", in: .draft, value: "a=b"), .property("hw_disk_bus", in: .draft, value: "ide"),
                .section(libvirt, count: 2, set: 1, isOpen: true),
                .property("hw_disk_bus", in: libvirt, value: "ide"), .property("hw_vif_model", in: libvirt, value: nil),
                .section(software, count: 1, set: 0, isOpen: true),
                .object("MySQL", in: software), .property("sw_port", in: software, value: nil),
            ])
    }

    @Test(
        "a search looks at names, titles, meanings and the titles of namespaces, and wants every word",
        arguments: [
            ("disk", ["hw_disk_bus"]), ("DISK bus", ["hw_disk_bus"]), ("attached", ["hw_disk_bus"]),
            ("network", ["hw_vif_model"]), ("libvirt", ["hw_disk_bus", "hw_vif_model"]),
            ("libvirt card", ["hw_vif_model"]),
            ("hw_", ["hw_disk_bus", "hw_vif_model"]), ("port", ["sw_port"]), ("disk port", []), ("zebra", []),
        ])
    func search(text: String, names: [String]) async throws {
        try await #expect(rows(search: text).compactMap(\.name) == names)
    }

    @Test("a search finds what is set by its value too, and says nothing of a draft in which it finds nothing")
    func searchInDraft() async throws {
        let rows = try await rows(["mine=zebra", "hw_disk_bus=ide"], search: "zebra")
        #expect(
            rows == [
                .section(.draft, count: 1, set: 1, isOpen: true), .property("mine", in: .draft, value: "zebra"),
            ])
        try await #expect(self.rows(["mine=zebra"], search: "port").map(\.section) == [software, software, software])
    }
}
