import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// Bringing data to a record that has none, on the screen.
@Suite(.timeLimit(.minutes(10))) @MainActor struct BringTests {
    @Test("the form says what the record is, what the data is, and what will be sent")
    func form() async throws {
        let stage = try await Stage.at(.bringFile)
        try stage.expect("bring-empty", [.home])
        stage.put(DiskBytes.qcow2(), in: "alpine-3.20.qcow2")
        stage.type("~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "The file is:")
        try stage.expect("bring", [.home, .wide, .small])
        stage.press(.control("s"))
        #expect(stage.text().contains("Send this file?"))
    }

    @Test("what is brought is reviewed as a create is, copied as commands, and sent from there")
    func review() async throws {
        var corrected = Image.samples[2]
        corrected.diskFormat = "qcow2"
        let stage = Stage {
            $0.list = .answers(ImagePage(images: Image.samples, next: nil))
            $0.image = .answers(Image.samples[2].record())
            $0.update = .answers(corrected.record())
        }
        try await stage.wait(for: "updated")
        stage.press(.down, .down, .character("U"), .function(5))
        try await stage.wait(forNo: "asking the cloud")
        try stage.expect("bring-review-empty", [.home])
        #expect(stage.press(.character("c")) == nil && stage.press(.character("b")) == nil)
        stage.press(.escape)
        stage.put(DiskBytes.qcow2(), in: "alpine-3.20.qcow2")
        stage.type("~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "The file is:")
        stage.go(to: .diskFormat)
        stage.press(.character("q"), .function(5))
        try await stage.wait(forNo: "asking the cloud")
        try stage.expect("bring-review", [.home, .wide])
        guard case .copy(let commands)? = stage.press(.character("o")) else {
            Issue.record("nothing is copied")
            return
        }
        #expect(commands.contains("image-update") && commands.contains("image-upload"))
        #expect(
            stage.press(.character("b")) == .copy(#"[{"op":"replace","path":"/disk_format","value":"qcow2"}]"#))
        stage.press(.control("s"))
        #expect(!stage.text().contains("▸ Review"))
        try await stage.wait(for: "0 B of 56.3 MiB")
        #expect(stage.service.calls.contains(.update))
    }

    @Test(
        "data is brought from the list and from the record, and the record with its bar is what comes then",
        arguments: [false, true])
    func brings(fromRecord: Bool) async throws {
        let image = Image.samples[2]
        let stage = Stage {
            $0.list = .answers(ImagePage(images: Image.samples, next: nil))
            $0.image = .answers(image.record())
        }
        try await stage.wait(for: "updated")
        stage.press(.down, .down)
        if fromRecord {
            stage.press(.enter)
            try await stage.wait(for: "min_disk")
        }
        stage.press(.character("U"))
        if fromRecord {
            stage.type("~/images/windows-2022.vhdx")
        } else {
            // As a terminal pastes what is dropped on it.
            stage.press(.paste("'~/images/windows-2022.vhdx'"))
        }
        try await stage.wait { $0.contains("PUT …/file") }
        stage.press(.control("s"))
        try await stage.wait(for: "0 B of 12 GiB")
        #expect(stage.text().contains("▸ windows-2022") && !stage.text().contains("Bring data"))
        #expect(stage.workspace.transfers.all.map(\.imageID) == [image.id])
        // Nothing was to be changed.
        #expect(!stage.service.calls.contains(.update))
        // While it is on its way, there is nothing else to bring.
        stage.press(.character("U"))
        #expect(stage.text().contains("takes no data, for its data is on its way"))
        stage.press(.escape)
        #expect(stage.text().contains("▸ Images"))
    }

    @Test("the form that changes a record without data says where data is brought from")
    func guide() async throws {
        let stage = Stage {
            $0.list = .answers(ImagePage(images: Image.samples, next: nil))
            $0.image = .answers(Image.samples[2].record())
        }
        try await stage.wait(for: "updated")
        stage.press(.down, .down, .enter)
        try await stage.wait(for: "min_disk")
        stage.press(.character("c"))
        try await stage.wait(for: "The cloud says")
        stage.go(to: .data)
        #expect(stage.text().contains("The image has no data so far."))
        #expect(!stage.text().contains("given once"))
    }
}
