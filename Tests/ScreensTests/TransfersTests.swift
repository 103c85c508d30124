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

    @Test("the key that holds back says what it does next")
    func goesOn() async throws {
        let stage = try await Stage.at(.list)
        let all = Image.samples.prefix(3).map { stage.send("windows-2022.vhdx", for: $0) }
        stage.press(.character("T"), .down, .down)
        #expect(stage.text().contains("p pause"))
        stage.press(.character("p"))
        #expect(all[2].state == .held && stage.text().contains("p go on") && !stage.text().contains("p pause"))
        stage.press(.character("p"))
        #expect(all[2].state == .waiting && stage.text().contains("p pause"))
        for transfer in all.reversed() { transfer.cancel() }
    }

    @Test("an upload that is on its way is one piece: the key that holds back is not offered, and says why")
    func onePiece() async throws {
        let stage = try await Stage.at(.list)
        let sending = stage.send("alpine-3.20.qcow2", for: Image.samples[0])
        stage.press(.character("T"))
        #expect(!stage.text().contains("p pause"))
        stage.press(.character("p"))
        #expect(stage.text().contains("What is being sent now is one piece: it cannot be paused."))
        #expect(!sending.isHeld && sending.state == .sending)
    }

    @Test("a transfer that stalls says for how long, in place of a rate that is no longer true")
    func stalled() async throws {
        let stage = try await Stage.at(.list)
        stage.send("alpine-3.20.qcow2", for: Image.samples[0])
        stage.press(.character("T"))
        try await stage.send(10 << 20)
        try await stage.send(20 << 20, after: .seconds(1))
        #expect(stage.text().contains("10 MiB/s") && !stage.text().contains("stalled"), "\(stage.text())")
        stage.pass(.seconds(75))
        let text = stage.text()
        #expect(text.contains("stalled 1 min 15 s") && !text.contains("MiB/s") && !text.contains("left"), "\(text)")
        try await stage.send(30 << 20)
        #expect(!stage.text().contains("stalled"), "\(stage.text())")
    }

    @Test("when all is sent, it says that the answer is awaited, for how long now, and how it is called off")
    func awaited() async throws {
        let stage = try await Stage.at(.list)
        let sending = stage.send("alpine-3.20.qcow2", for: Image.samples[0])
        sending.noteAllSent(59_034_624)
        stage.pass(.seconds(75))
        stage.press(.character("T"))
        let text = stage.text()
        #expect(text.contains("All of 56.3 MiB is sent; the cloud's answer is awaited, for 1 min 15 s now."), "\(text)")
        #expect(text.contains("Press x to call it off.") && text.contains("◐ all sent"), "\(text)")
        stage.pass(.seconds(1))
        #expect(stage.text().contains("for 1 min 16 s now."))
        stage.press(.character("x"))
        await sending.finish()
        #expect(sending.isCancelled && !stage.text().contains("is awaited"))
        // Nobody tells whether the cloud has given it up.
        #expect(stage.text().contains("Cancelled. All of it had been sent: the cloud may still store it."))
        #expect(stage.text().contains("see, and to send it again if not."), "\(stage.text())")
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
        // What a person calls off is what gaze waits for.
        stage.press(.character("x"))
        try await stage.wait(for: "Cancelled. The cloud may go on: the status tells how it ends.")
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

    /// An upload of the first sample, all of which goes out.
    private func end(_ stage: Stage, with upload: StagedService.Step<UploadReceipt>) async -> TransferModel {
        stage.service.upload = upload
        var record = Image.samples[0].record()
        (record.image.status, record.image.size) = (.active, 59_034_624)
        (record.image.hashAlgorithm, record.image.secureHash) = ("sha512", "abc")
        stage.service.image = .answers(record)
        let transfer = stage.send("alpine-3.20.qcow2", for: Image.samples[0])
        stage.service.bytes.yield(20 << 20)
        stage.service.bytes.finish()
        await transfer.finish()
        return transfer
    }

    @Test("on every other screen, how an upload ends is told until the next key")
    func news() async throws {
        var stage = try await Stage.at(.form)
        _ = await end(stage, with: .answers(UploadReceipt(size: 59_034_624, sha512: "abc")))
        #expect(stage.text().contains("── alpine-3.20: ✓ Verified: size and SHA-512 match what was sent. ─"))
        stage.press(.tab)
        #expect(!stage.text().contains("Verified"))
        stage = try await Stage.at(.form)
        _ = await end(stage, with: .fails(APIError(status: 503, message: "full")))
        #expect(stage.text().contains("── alpine-3.20: Failed after 20 MiB of 56.3 MiB. The transfers say why. ─"))
        stage.press(.escape)
        #expect(!stage.text().contains("Failed after"))
    }

    @Test("the record that an upload is for, and the transfers, tell its end by themselves")
    func noNews() async throws {
        let stage = try await Stage.at(.record)
        _ = await end(stage, with: .fails(APIError(status: 503, message: "full")))
        #expect(!stage.text().contains("── alpine-3.20: Failed"))
        stage.press(.character("T"))
        #expect(stage.text().contains("Transfers") && !stage.text().contains("── alpine-3.20: Failed"))
        stage.press(.escape)
        #expect(stage.text().contains("overview") || stage.text().contains("Overview"))
    }

    @Test("a file that has become another is told where it is sent again")
    func resized() async throws {
        let stage = try await Stage.at(.list)
        stage.service.imageOfBytes = Image.samples[1].id
        let file = DataFile(path: "~/images/alpine-3.20.qcow2", size: 7)
        let transfer = stage.send(.send(.file(file), .upload(store: nil)), for: Image.samples[0])
        stage.press(.character("T"), .character("x"))
        await transfer.finish()
        stage.press(.character("u"))
        try await stage.wait(for: "it had 7 bytes")
    }
}
