import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The list of properties, what stands beside it, and the asking for values.
@Suite(.timeLimit(.minutes(10))) @MainActor struct PropertiesTests {
    private static let all: [Size] = [.home, .wide, .small]

    /// A stage with the properties in sight.
    private func stage(_ draft: [String] = [], _ scene: (StagedService) -> Void = { _ in }) async throws -> Stage {
        let stage = Stage(scene)
        try await stage.wait(for: "There are no images")
        stage.workspace.draft.draft.properties = draft
        stage.press(.character("n"), .function(3))
        try await stage.wait { !$0.contains("reading") }
        return stage
    }

    private func properties(_ stage: Stage) -> [String] { stage.workspace.draft.draft.properties }

    /// Brings the bar to a row that is in sight, or below.
    private func go(to text: String, on stage: Stage) {
        stage.press(.home)
        for _ in 0..<60 where !stage.selectedText().contains(text) { stage.press(.down) }
    }

    @Test("at first there are the subjects, and how to go on")
    func subjects() async throws {
        let stage = try await stage()
        try stage.expect("properties", Self.all, roles: [.selection])
        try stage.expect("properties", [.home], charset: .ascii)
    }

    @Test("what is set stands first, with its values; what speaks against them is told")
    func set() async throws {
        let stage = try await stage(["hw_disk_bus=virtio", "hw_vif_model=e9000", "mine=what I like"])
        try stage.expect("properties-set", Self.all, roles: [.selection, .warning])
        go(to: "hw_vif_model", on: stage)
        try stage.expect("properties-doubtful", [.home], roles: [.warning])
        go(to: "mine", on: stage)
        try stage.expect("properties-free", [.home])
    }

    @Test("a subject opens, and each of its properties is explained")
    func opened() async throws {
        let stage = try await stage(["hw_disk_bus=virtio"])
        go(to: "libvirt", on: stage)
        try stage.expect("properties-subject", Self.all)
        stage.press(.enter)
        go(to: "hw_scsi_model", on: stage)
        try stage.expect("properties-open", Self.all)
        try stage.expect("properties-open", [.home], charset: .ascii)
        stage.stack.handle(.character(" "), at: .small)
        try stage.expect("properties-read-on", [.small])
        stage.stack.handle(.character(" "), at: .small)
        try stage.expect("properties-open", [.small])
        go(to: "Web servers", on: stage)
        stage.press(.right, .down)
        try stage.expect("properties-object", [.home])
    }

    @Test("a search finds by name, title and meaning, and narrows with every word")
    func search() async throws {
        let stage = try await stage(["hw_disk_bus=virtio"])
        stage.press(.character("/"))
        stage.type("network")
        try stage.expect("properties-search", Self.all, roles: [.selection, .fieldFocused])
        stage.press(.enter)
        try stage.expect("properties-found", [.home], roles: [.selection])
        stage.press(.character("/"))
        stage.type(" nothing")
        try stage.expect("properties-nothing-found", [.home])
        stage.press(.escape)
        #expect(stage.text().contains("▸ CPU pinning"))
        #expect(stage.text().contains("▸ Properties"))
    }

    @Test("letters and signs are letters in the search", arguments: Array("adeghjklqr/? "))
    func searchLetters(letter: Character) async throws {
        let stage = try await stage()
        stage.press(.character("/"), .character("x"), .character(letter), .character("z"))
        #expect(stage.text().contains("x\(letter)z"))
        #expect(stage.text().contains("▸ Properties"))
    }

    @Test("a property with choices is set from them, and changed, and taken out")
    func choice() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("hw_disk_bus")
        stage.press(.enter, .enter)
        try stage.expect("value-choice", Self.all, roles: [.selection, .fieldFocused])
        try stage.expect("value-choice", [.home], charset: .ascii)
        stage.press(.down, .enter)
        #expect(properties(stage) == ["hw_disk_bus=virtio"])
        #expect(stage.text().contains("● hw_disk_bus = virtio"))
        stage.press(.enter)
        stage.type("sa")
        try stage.expect("value-narrowed", [.home], roles: [.selection])
        stage.press(.enter)
        #expect(properties(stage) == ["hw_disk_bus=sata"])
        stage.press(.character("d"))
        #expect(properties(stage).isEmpty)
    }

    @Test("a value that is not among the choices can be taken, with a word of doubt")
    func otherChoice() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("hw_disk_bus")
        stage.press(.enter, .enter)
        stage.type("nvme")
        try stage.expect("value-doubtful", [.home, .small], roles: [.warning])
        stage.press(.enter)
        #expect(properties(stage) == ["hw_disk_bus=nvme"])
        #expect(stage.text().contains("! hw_disk_bus = nvme"))
        // Enter alone changes nothing.
        stage.press(.enter, .enter)
        #expect(properties(stage) == ["hw_disk_bus=nvme"])
    }

    @Test("a long list of values scrolls, and begins at the usual one")
    func longChoice() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("vmware_ostype")
        stage.press(.enter, .enter)
        try stage.expect("value-long-list", Self.all, roles: [.selection])
        stage.press(.pageUp, .pageUp, .up, .pageDown, .enter)
        #expect(properties(stage) == ["vmware_ostype=guest32_64Guest"])
    }

    @Test("one of true and false is switched")
    func toggle() async throws {
        let stage = try await stage()
        for name in ["hw_firmware_stateless", "hw_vif_multiqueue_enabled"] {
            stage.press(.escape, .function(3), .character("/"))
            stage.type(name)
            stage.press(.enter, .enter)
            #expect(properties(stage) == [name + "=true"])
            stage.press(.enter)
            #expect(properties(stage) == [name + "=false"])
            stage.press(.enter)
            #expect(properties(stage) == [name + "=true"])
            stage.press(.delete, .escape)
            #expect(properties(stage).isEmpty)
        }
    }

    @Test("a number is typed, and its limits are told")
    func number() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("nginx_http_port")
        stage.press(.enter, .enter)
        stage.type("0")
        try stage.expect("value-number", [.home, .small], roles: [.warning, .fieldFocused])
        stage.press(.backspace)
        stage.type("8080")
        #expect(!stage.text().contains("less than"))
        stage.press(.enter)
        #expect(properties(stage) == ["sw_webserver_nginx_http_port=8080"])
        stage.press(.enter, .control("u"), .enter)
        #expect(properties(stage).isEmpty)
    }

    @Test("a list is typed with commas, and its values are told")
    func list() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("InstructionSetExtension")
        stage.press(.enter, .enter)
        stage.type("x86:AES, x86:FPU")
        try stage.expect("value-list", [.home, .small])
        stage.press(.enter)
        #expect(properties(stage) == ["CIM_PASD_InstructionSetExtensionName=x86:AES, x86:FPU"])
    }

    @Test("any property can be added, unless no cloud would take it")
    func add() async throws {
        let stage = try await stage(["mine=1"])
        stage.press(.character("a"))
        try stage.expect("property-add", Self.all)
        stage.type("status=active")
        try stage.expect("property-refused", [.home], roles: [.error])
        stage.press(.enter)
        #expect(properties(stage) == ["mine=1"])
        stage.press(.control("u"))
        stage.type("mine=2")
        #expect(stage.text().contains("It is set already, to “1”"))
        stage.press(.enter)
        #expect(properties(stage) == ["mine=2"])
        #expect(stage.selectedText().contains("mine = 2"))
        stage.press(.character("a"), .enter)
        #expect(properties(stage) == ["mine=2"])
        stage.press(.character("a"))
        stage.type("x=y")
        stage.press(.escape)
        #expect(properties(stage) == ["mine=2"])
    }

    @Test("while the definitions are read, the header says so, and properties can be set all the same")
    func reading() async throws {
        let stage = Stage { $0.namespaces = .hangs }
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"), .function(3))
        try stage.expect("properties-reading", [.home])
        stage.press(.character("a"))
        stage.type("mine=1")
        stage.press(.enter)
        #expect(properties(stage) == ["mine=1"])
    }

    @Test("a cloud without definitions says so, and any property can be set", arguments: [403, 404])
    func absence(status: Int) async throws {
        let stage = try await stage { $0.namespaces = .fails(APIError(status: status, message: "")) }
        try stage.expect("properties-absent-\(status)", [.home])
    }

    @Test("definitions that cannot be read are explained, with the answer and another attempt one key away")
    func failure() async throws {
        let error = APIError(status: 500, message: "Internal Server Error", requestID: "req-4")
        let stage = try await stage(["mine=1"]) { $0.namespaces = .fails(error) }
        try stage.expect("properties-failure", Self.all, roles: [.error])
        stage.press(.character("e"))
        #expect(stage.text().contains("req-4"))
        stage.press(.escape)
        stage.service.namespaces = .answers(MetadefNamespace.samples)
        stage.press(.control("r"))
        try await stage.wait(for: "CPU pinning")
        #expect(!stage.text().contains("could not be read"))
    }

    @Test("what was set is in the form, and the definitions are not read again")
    func back() async throws {
        let stage = try await stage()
        stage.press(.character("a"))
        stage.type("mine=1")
        stage.press(.enter, .escape)
        #expect(stage.text().contains("[mine=1]"))
        let calls = stage.service.calls.count
        stage.press(.function(3), .escape)
        #expect(stage.service.calls.count == calls)
    }
}

extension ScreenStack {
    /// Brings a key to the screens as they are at a size.
    func handle(_ key: Key, at size: Size) {
        _ = draw(size: size, charset: .utf8, now: Stage.moment)
        _ = handle(key)
    }
}
