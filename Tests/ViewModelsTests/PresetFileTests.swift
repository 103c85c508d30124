import Foundation
import Testing

@testable import ViewModels

@Suite struct PresetFileTests {
    private func preset(_ yaml: String) -> Preset {
        PresetFile(id: "mine", yaml: yaml, path: "/c/mine.yaml").preset
    }

    @Test("a file is read with all that it may set, and values stay as they are written")
    func whole() {
        let preset = preset(
            """
            # A comment.
            title: Mine
            description: >-
              Over
              lines.
            disk_format: raw
            container_format: bare
            min_disk: 10
            min_ram: 0
            visibility: private
            protected: true
            os_hidden: false
            tags: [a, 1.10, a]
            properties:
              hw_qemu_guest_agent: yes
              os_version: 1.10
              quoted: "a: b"
            """)
        #expect(preset.complaints.isEmpty)
        #expect(preset.title == "Mine" && preset.description == "Over lines.")
        var settings = Draft()
        (settings.diskFormat, settings.containerFormat) = ("raw", "bare")
        (settings.minDisk, settings.minRAM) = ("10", "0")
        (settings.visibility, settings.isProtected, settings.isHidden) = ("private", true, false)
        settings.tags = ["a", "1.10"]
        settings.properties = ["hw_qemu_guest_agent=yes", "os_version=1.10", "quoted=a: b"]
        #expect(preset.settings == settings)
    }

    @Test(
        "a wrong line is named, and the rest counts",
        arguments: [
            ("disk: qcow2", "“disk” is not one of title"), ("min_disk: much", "whole number"),
            ("min_disk: -1", "whole number"), ("min_ram: 2147483648", "whole number"), ("min_ram: 1.5", "whole number"),
            ("disk_format: [raw]", "“disk_format” is a text"), ("container_format:", "“container_format” is a text"),
            ("tags: linux", "tags are a list"), ("tags: [{a: b}]", "a tag is a text"),
            ("properties: [a]", "properties are a mapping"), ("description: {}", "“description” is a text"),
            ("properties: {status: active}", "Only the service sets status"),
            ("properties: {owner: me}", "keeps the name owner for itself"),
            ("properties: {name: x}", "has a field of its own"), ("properties: {hw_x: [1]}", "“hw_x” is a text"),
            ("properties: {hw_x: }", "“hw_x” is a text"),
        ])
    func wrongLine(line: String, words: String) throws {
        let preset = preset("title: Mine\n\n\(line)\n")
        let complaint = try #require(preset.complaints.first)
        #expect(preset.complaints.count == 1)
        #expect(complaint.line == 3)
        #expect(complaint.description.hasPrefix("/c/mine.yaml, line 3: "))
        #expect(complaint.description.contains(words), "\(complaint)")
        #expect(preset.title == "Mine" && preset.settings.isEmpty)
    }

    @Test("beside a wrong property, the others count")
    func otherProperties() {
        let preset = preset("properties:\n  status: active\n  hw_disk_bus: ide\n  id: x\n  os_type: linux\n")
        #expect(preset.complaints.map(\.line) == [2, 4])
        #expect(preset.settings.properties == ["hw_disk_bus=ide", "os_type=linux"])
    }

    @Test(
        "a file that is no YAML, or no mapping, is named with the line where that shows",
        arguments: [
            ("title: Mine\ntags: [a\nmin_disk: 1\n", 3), ("title: A\ntitle: B\n", 2), ("- a\n", 1), ("just words\n", 1),
            ("", nil), ("# only a comment\n", nil), ("a:\tb\n\t- c", 2),
        ])
    func unusable(yaml: String, line: Int?) throws {
        let preset = preset(yaml)
        #expect(preset.complaints.count == 1)
        #expect(preset.complaints.first?.line == line, "\(preset.complaints)")
        #expect(preset.id == "mine" && preset.title == "mine" && preset.settings.isEmpty)
    }

    @Test("gaze's own presets are right, and set what their titles promise")
    func builtIn() throws {
        let presets = PresetFile.builtIn
        #expect(presets.map(\.id) == ["linux-cloud", "windows", "uefi-secure-boot", "appliance-iso"])
        #expect(presets.flatMap(\.complaints) == [])
        #expect(presets.allSatisfy { !$0.description.isEmpty && $0.title != $0.id && $0.path == nil })
        for preset in presets {
            #expect(DraftRules(schema: nil).problems(of: preset.settings) == [:])
        }
        func value(_ preset: Int, _ name: String) -> String? { presets[preset].settings.value(ofProperty: name) }
        #expect(value(0, "hw_vif_model") == "virtio" && value(0, "os_type") == "linux")
        #expect(value(1, "os_type") == "windows" && value(1, "hw_qemu_guest_agent") == "yes")
        #expect(value(2, "hw_firmware_type") == "uefi" && value(2, "os_secure_boot") == "required")
        #expect(presets[3].settings.diskFormat == "iso" && value(3, "hw_cdrom_bus") == "sata")
    }

    @Test("a folder's files come first; one takes the place of gaze's of the same name; what cannot be read is told")
    @MainActor func folder() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("windows.yaml", Array("title: My Windows\n".utf8))
            _ = try folder.write("a.yaml", Array("title: A\nmin_disk: x\ntags: [t]\n".utf8))
            _ = try folder.write("notes.txt", Array("title: no preset\n".utf8))
            _ = try folder.write(".hidden.yaml", Array("title: hidden\n".utf8))
            _ = try folder.write("latin.yaml", [0x74, 0x3A, 0x20, 0xE4])
            _ = try folder.write("long.yaml", [UInt8](repeating: 0x23, count: 1 << 21))
            try FileManager.default.createDirectory(
                atPath: folder.file("folder.yaml"), withIntermediateDirectories: false)
            let presets = await PresetFile.presets(in: folder.path)
            #expect(
                presets.map(\.title) == [
                    "A", "folder", "latin", "long", "My Windows", "Linux cloud image", "UEFI image with secure boot",
                    "Appliance on an ISO",
                ])
            #expect(presets[0].path == folder.file("a.yaml") && presets[0].settings.tags == ["t"])
            #expect(presets[0].complaints.map(\.line) == [2])
            #expect(presets[1].complaints.map(\.reason) == ["it is not a file"])
            #expect(presets[2].complaints.map(\.reason) == ["it is not UTF-8"])
            #expect(presets[3].complaints.map(\.reason) == ["it is longer than a preset can be"])
        }
    }

    @Test("without a folder, gaze's own presets are there", arguments: [nil, "/nowhere/at/all"])
    func noFolder(folder: String?) async {
        await #expect(PresetFile.presets(in: folder) == PresetFile.builtIn)
    }
}
