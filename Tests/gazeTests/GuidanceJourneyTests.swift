import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// Properties that are looked up and chosen, and presets, on the embedded service.
@Suite(.atMost(3, of: "terminals")) struct GuidanceJourneyTests {
    @Test("the embedded service's definitions are those of images, with the names that images have")
    func definitions() async throws {
        try await TestFolder.use { home in
            let files = try FileLocations(
                environment: ["HOME": home.path], home: home.path, executable: Program.path)
            let connection = await Connection.embedded(files)
            let api = await connection.api
            do {
                let names = try await api.metadefNamespaces().map(\.name)
                #expect(Set(names).isSuperset(of: ["OS::Compute::LibvirtImage", "OS::Compute::CPUPinning"]))
                // It is for no resource type.
                #expect(!names.contains("OS::Glance::CommonImageProperties"))
                let libvirt = try await api.metadefNamespace("OS::Compute::LibvirtImage")
                #expect(libvirt.properties.first { $0.name == "hw_disk_bus" }?.choices.contains("virtio") == true)
                let pinning = try await api.metadefNamespace("OS::Compute::CPUPinning")
                #expect(pinning.prefix == "hw_")
                #expect(pinning.properties.map(\.name) == ["hw_cpu_policy", "hw_cpu_thread_policy"])
                let error = await #expect(throws: APIError.self) { try await api.metadefNamespace("OS::Nowhere") }
                #expect(error?.kind == .notFound)
            } catch {
                await connection.close()
                throw error
            }
            await connection.close()
        }
    }

    @Test("a property is searched for, understood and chosen; another is completed as it is typed; both are created")
    func properties() async throws {
        try await gaze { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("guided")
            try await terminal.press("F3")
            try await terminal.wait(for: "described")
            try await terminal.press("/")
            try await terminal.type("disk bus")
            try await terminal.wait(for: "How disks are attached")
            try await terminal.press("Enter", "Enter")
            try await terminal.wait(for: "(type, or choose below)")
            try await terminal.type("virt")
            try await terminal.press("Enter")
            try await terminal.wait(for: "● hw_disk_bus = virtio")
            // The first ends the search, the second leaves.
            try await terminal.press("Escape")
            try await terminal.wait(for: "▸ CPU pinning")
            try await terminal.press("Escape")
            try await terminal.wait(for: "[hw_disk_bus=virtio]")
            try await terminal.press("BTab", "BTab")
            try await terminal.wait(for: "Press F3")
            try await terminal.type("hw_vif_mo")
            try await terminal.wait(for: "tab completes")
            try await terminal.press("Tab")
            try await terminal.wait(for: "hw_vif_model=")
            try await terminal.type("nonsense")
            try await terminal.wait(for: "“nonsense” is not among its")
            for _ in 0..<8 { try await terminal.press("BSpace") }
            try await terminal.type("e1000e")
            try await terminal.press("Enter", "C-s")
            try await terminal.wait(for: "The image was created.")
            try await terminal.press("2")
            try await terminal.wait(for: "hw_disk_bus       virtio")
            try await terminal.wait(for: "hw_vif_model      e1000e")
        }
    }

    @Test("a preset of one's own fills the form in, keeps what was typed, and names the wrong line of its file")
    func presets() async throws {
        try await TestFolder.use { home in
            let folder = home.path + "/.config/gaze/presets"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let yaml = """
                title: Lab machine
                disk_format: qcow2
                minimum: 4
                container_format: bare
                min_ram: 2048
                properties:
                  hw_machine_type: q35
                """
            try Data(yaml.utf8).write(to: URL(filePath: folder + "/lab.yaml"))
            try await gaze(home: home) { terminal in
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.type("from a preset")
                try await terminal.press("Tab", "r")
                try await terminal.wait(for: "‹ raw ›")
                try await terminal.press("F7")
                try await terminal.wait(for: "Linux cloud image")
                try await terminal.wait(for: "! Lab machine")
                try await terminal.wait(for: "“minimum” is not one of")
                try await terminal.wait(for: "yours: raw")
                try await terminal.press("Enter")
                try await terminal.wait(for: "The form says otherwise")
                try await terminal.press("k")
                try await terminal.wait(for: "[hw_machine_type=q35]")
                try await terminal.press("C-s")
                try await terminal.wait(for: "The image was created.")
                for text in ["from a preset", "raw", "bare", "min_ram           2048"] {
                    try await terminal.wait(for: text)
                }
                try await terminal.press("2")
                try await terminal.wait(for: "hw_machine_type   q35")
            }
        }
    }
}

/// The same on the real Glance, whose catalogue of definitions is OpenStack's own.
///
/// One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudGuidanceTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("the cloud's own definitions are shown and chosen from, and what is chosen is what the cloud has")
    func properties() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            let id = UUID().uuidString.lowercased()
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.press("F3")
            try await terminal.wait(for: "described")
            try await terminal.wait(for: "▸ CPU Pinning")
            try await terminal.press("/")
            try await terminal.type("pinning policy")
            try await terminal.wait(for: "hw_cpu_policy")
            try await terminal.press("Enter", "Enter")
            try await terminal.wait(for: "(type, or choose below)")
            try await terminal.press("Down", "Enter")
            try await terminal.wait(for: "● hw_cpu_policy = dedicated")
            try await terminal.press("/", "C-u")
            try await terminal.type("firmware_stateless")
            try await terminal.press("Enter", "Enter")
            try await terminal.wait(for: "● hw_firmware_stateless = true")
            try await terminal.press("a")
            try await terminal.wait(for: "Add a property")
            try await terminal.type("mine=own")
            try await terminal.press("Enter", "Escape", "Escape")
            try await terminal.wait(for: "esc leave")
            try await terminal.press("BTab", "BTab", "BTab")
            try await terminal.type(id)
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            let stored = try await cloud.clients(home).record(id)
            #expect(stored["hw_cpu_policy"] == .string("dedicated"))
            #expect(stored["hw_firmware_stateless"] == .string("true"))
            #expect(stored["mine"] == .string("own"))
        }
    }

    @Test("each of gaze's presets is what the real Glance takes, and its definitions find no fault with")
    func presets() async throws {
        try await cloud.gazeAsDemo(columns: 140, rows: 50) { terminal, home in
            let telling = [
                ("os_type", "linux"), ("os_type", "windows"), ("os_secure_boot", "required"), ("hw_cdrom_bus", "sata"),
            ]
            for (place, (name, value)) in telling.enumerated() {
                let id = UUID().uuidString.lowercased()
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.press("BTab", "BTab", "BTab")
                try await terminal.type(id)
                try await terminal.press("F7")
                try await terminal.wait(for: "4 presets")
                for _ in 0..<place { try await terminal.press("Down") }
                try await terminal.press("Enter")
                // In the request: the field has not room for all of them.
                try await terminal.wait(for: "\"\(name)\": \"\(value)\"")
                try await terminal.press("F3")
                try await terminal.wait(for: "described")
                let screen = try await terminal.wait(for: "properties are set.")
                #expect(!screen.contains("not among its values"))
                try await terminal.press("Escape")
                try await terminal.wait(for: "esc leave")
                try await terminal.press("C-s")
                try await terminal.wait(for: "The image was created.")
                let stored = try await cloud.clients(home).record(id)
                #expect(stored[name] == .string(value))
                try await terminal.press("Escape")
                try await terminal.wait(for: "▸ Images  ")
            }
        }
    }
}
