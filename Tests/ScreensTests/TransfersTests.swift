import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct TransfersTests {
    @Test("before anything was sent, the screen says how to begin")
    func empty() async throws {
        let stage = try await Stage.at(.list)
        stage.press(.character("T"))
        try stage.expect("transfers-empty", [.home])
    }

    @Test("each transfer says how far it is, and the one under the bar in full")
    func several() async throws {
        let stage = try await Stage.at(.list)
        stage.service.stores = .answers([ImageStore(id: "fast"), ImageStore(id: "cheap")])
        stage.service.imageOfBytes = Image.samples[0].id
        let first = stage.send("alpine-3.20.qcow2", for: Image.samples[0])
        stage.send("windows-2022.vhdx", for: Image.samples[1]).hold()
        stage.send("windows-2022.vhdx", for: Image.samples[2])
        stage.press(.character("T"))
        stage.service.bytes.yield(20 << 20)
        try await stage.wait(for: "35 %")
        try stage.expect("transfers", [.home, .wide, .small])
        first.cancel()
        await first.finish()
        try stage.expect("transfers-called-off", [.home])
    }

    @Test("an import says how far each store is, and why one failed")
    func stores() async throws {
        let stage = try await Stage.at(.list)
        var record = Image.samples[0].record()
        record.image.status = .importing
        record.fields["stores"] = .string("fast")
        record.fields["os_glance_importing_to_stores"] = .string("cheap")
        record.fields["os_glance_failed_import"] = .string("slow")
        stage.service.image = .answers(record)
        stage.service.importing = .answers(())
        stage.send(.fetch(ImageImport(.webDownload("https://example.org/alpine.qcow2"))), for: Image.samples[0])
        stage.press(.character("T"))
        try await stage.wait(for: "cheap pending")
        try stage.expect("transfers-import", [.home, .small])
    }

    @Test("on every other screen, a line says what is on its way, but for what the screen shows itself")
    func line() async throws {
        let stage = try await Stage.at(.form)
        stage.send("alpine-3.20.qcow2", for: Image.samples[0])
        #expect(stage.text().contains("── alpine-3.20  ◐ sent 0 %"))
        stage.press(.escape, .enter)
        try await stage.wait(for: "0 B of 56.3 MiB")
        #expect(!stage.text().contains("── alpine-3.20"))
    }
}
