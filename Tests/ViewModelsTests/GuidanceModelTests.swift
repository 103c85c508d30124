import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct GuidanceModelTests {
    private let service = ScriptedService()

    private static let disk = MetadefProperty(
        name: "hw_disk_bus", title: "Disk Bus", description: "How disks are attached.", choices: ["scsi", "virtio"])
    private static let card = MetadefProperty(
        name: "hw_vif_model", title: "Network", choices: ["virtio"], defaultValue: "virtio")
    private static let vmware = MetadefProperty(name: "hw_vif_model", title: "Virtual NIC", choices: ["Vmxnet3"])
    private static let port = MetadefProperty(
        name: "sw_port", title: "Port", type: .integer, minimum: 1, maximum: 65535)
    private static let secure = MetadefProperty(name: "sw_secure", title: "Encrypted", type: .boolean)

    private static let namespaces: [MetadefNamespace] = [
        .init(name: "OS::VMware", title: "VMware", properties: [vmware]),
        .init(name: "OS::Libvirt", title: "libvirt", properties: [disk, card]),
        .init(name: "OS::Empty", title: "Nothing for images"),
        .init(name: "OS::Software", objects: [.init(name: "MySQL", properties: [port, secure])]),
    ]

    private func model(_ namespaces: [MetadefNamespace] = namespaces) -> GuidanceModel {
        service.namespaceLists.append(.answers(namespaces.map { .init(name: $0.name, title: $0.title) }))
        for namespace in namespaces { service.namespaces[namespace.name] = .answers(namespace) }
        return GuidanceModel(api: service)
    }

    private func loaded(_ namespaces: [MetadefNamespace] = namespaces) async throws -> GuidanceModel {
        let model = model(namespaces)
        model.load()
        try await until { !model.isLoading }
        return model
    }

    @Test("the definitions are read when they are first wanted, and then kept")
    func load() async throws {
        let model = model()
        await settle()
        #expect(service.calls.isEmpty && !model.isLoading)
        model.load()
        #expect(model.isLoading)
        model.load()
        try await until { !model.isLoading }
        #expect(model.namespaces.map(\.name) == ["OS::Libvirt", "OS::Software", "OS::VMware"])
        #expect(model.names == ["hw_disk_bus", "hw_vif_model", "sw_port", "sw_secure"])
        #expect(model.failure == nil && model.absence == nil && model.progress == nil)
        let count = service.calls.count
        model.load()
        await settle()
        #expect(service.calls.count == count && count == 5)
    }

    @Test("what is read is counted as it comes, a few namespaces at once")
    func progress() async throws {
        let gates = (0..<6).map { _ in Gate() }
        let namespaces = (0..<6).map { MetadefNamespace(name: "N\($0)", properties: [Self.disk]) }
        let model = model(namespaces)
        for (namespace, gate) in zip(namespaces, gates) {
            service.namespaces[namespace.name] = .waits(gate, namespace)
        }
        model.load()
        try await until { service.calls.count == 5 }
        await settle()
        #expect(service.calls.count == 5)
        #expect(model.progress?.read == 0 && model.progress?.of == 6)
        gates[1].open()
        try await until { model.progress?.read == 1 && service.calls.count == 6 }
        for gate in gates { gate.open() }
        try await until { !model.isLoading }
        #expect(model.namespaces.count == 6)
    }

    @Test(
        "a cloud without definitions is no failure, and says what it is",
        arguments: [
            (ScriptedService.Step<[MetadefNamespace]>.fails(APIError(status: 404, message: "")), "has no"),
            (.fails(APIError(status: 403, message: "")), "does not let you"), (.answers([]), "has no"),
        ])
    func absence(_ step: ScriptedService.Step<[MetadefNamespace]>, words: String) async throws {
        service.namespaceLists = [step]
        let model = GuidanceModel(api: service)
        model.load()
        try await until { !model.isLoading }
        #expect(model.failure == nil)
        #expect(model.absence?.contains(words) == true)
        #expect(model.completions(of: "hw").isEmpty && model.warning(about: "hw_disk_bus", "x") == nil)
    }

    @Test("a failure is explained; reading again is possible, and keeps what is there until then")
    func failure() async throws {
        let model = try await loaded()
        service.namespaceLists = [.fails(APIError(status: 500, message: "boom"))]
        model.reload()
        #expect(model.isLoading && model.failure == nil)
        try await until { !model.isLoading }
        #expect(model.failure?.headline == "The cloud's metadata definitions could not be read (500)")
        #expect(model.failure?.serverMessage == "boom")
        #expect(model.namespaces.count == 3)
        service.namespaceLists = [.answers([.init(name: "OS::Libvirt")])]
        model.reload()
        try await until { !model.isLoading }
        #expect(model.failure == nil)
        #expect(model.namespaces.map(\.name) == ["OS::Libvirt"])
    }

    @Test("where one namespace cannot be read, that is explained, and the others count; one that has gone is none")
    func partial() async throws {
        let model = model()
        service.namespaces["OS::VMware"] = .fails(APIError(status: 503, message: "full"))
        service.namespaces["OS::Empty"] = nil
        model.load()
        try await until { !model.isLoading }
        #expect(model.failure?.status == 503)
        #expect(model.namespaces.map(\.name) == ["OS::Libvirt", "OS::Software"])
        #expect(model.absence == nil)
    }

    @Test("a property that several namespaces describe is known with each of their meanings")
    func twice() async throws {
        let model = try await loaded()
        #expect(model.definitions(of: "hw_vif_model") == [Self.card, Self.vmware])
        #expect(model.namespaces(describing: "hw_vif_model").map(\.name) == ["OS::Libvirt", "OS::VMware"])
        #expect(model.definition(of: "hw_vif_model") == Self.card)
        #expect(model.definition(of: "hw_vif_model", in: .namespace("OS::VMware")) == Self.vmware)
        #expect(model.definition(of: "hw_vif_model", in: .namespace("OS::Software")) == Self.card)
        #expect(model.definition(of: "mine") == nil && model.namespaces(describing: "mine").isEmpty)
        // What one of them takes is no reason to worry.
        #expect(model.warning(about: "hw_vif_model", "virtio") == nil)
        #expect(model.warning(about: "hw_vif_model", "Vmxnet3") == nil)
        #expect(model.warning(about: "hw_vif_model", "e9") == "hw_vif_model: “e9” is not among its values.")
    }

    @Test("a draft's properties are looked through; those that nobody describes are good")
    func warnings() async throws {
        let model = try await loaded()
        var draft = Draft()
        draft.properties = [
            "mine=x", "sw_port=0", "hw_disk_bus= virtio", "hw_disk_bus = virtio", "sw_secure=perhaps",
            "hw_disk_bus=virtio",
        ]
        #expect(
            model.warnings(about: draft) == [
                "sw_port: “0” is less than 1.", "hw_disk_bus: “ virtio” is not among its values.",
                "sw_secure: “perhaps” is neither true nor false.",
            ])
    }

    @Test(
        "a half-typed property is completed: first its name, then its value",
        arguments: [
            ("hw_", ["hw_disk_bus=", "hw_vif_model="]), ("hw_d", ["hw_disk_bus="]), ("", []), ("mine", []),
            ("hw_disk_bus", ["hw_disk_bus="]), ("hw_disk_bus=", ["hw_disk_bus=scsi", "hw_disk_bus=virtio"]),
            ("hw_disk_bus=v", ["hw_disk_bus=virtio"]), ("hw_disk_bus=x", []), ("mine=", []),
            ("hw_vif_model=", ["hw_vif_model=virtio", "hw_vif_model=Vmxnet3"]),
            ("sw_secure=", ["sw_secure=true", "sw_secure=false"]), ("sw_port=", []), ("=", []),
        ])
    func completions(text: String, wanted: [String]) async throws {
        let model = try await loaded()
        #expect(model.completions(of: text) == wanted)
    }
}
