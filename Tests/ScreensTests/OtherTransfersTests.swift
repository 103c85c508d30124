import Foundation
import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The transfers of other gazes, on the list and on the transfers' screen.
@Suite(.timeLimit(.minutes(10))) @MainActor struct OtherTransfersTests {
    /// A stage that knows of one's own transfer, and of others of each kind.
    private func stage(own: Bool = true) async throws -> Stage {
        let stage = try await Stage.at(.list)
        stage.others.found = .success(.sample)
        stage.workspace.others.refresh()
        await stage.workspace.others.finishLooking()
        if own { stage.send("alpine-3.20.qcow2", for: Image.samples[0]) }
        return stage
    }

    @Test("each kind of row has its words, and says below what can be done with it")
    func rows() async throws {
        let stage = try await stage()
        stage.press(.character("T"))
        for name in ["own", "running", "cut-off", "verified", "failed"] {
            try stage.expect("transfers-other-\(name)", name == "cut-off" ? [.home, .wide, .small] : [.home])
            stage.press(.down)
        }
    }

    @Test("the bar stays on its transfer when others come before it, and goes to what comes of it")
    func bar() async throws {
        let stage = try await stage()
        stage.press(.character("T"), .down, .down)
        let screen = try #require(stage.stack.screens.last)
        #expect(screen.place == .cutOff)
        stage.send("alpine-3.20.qcow2", for: Image.samples[1])
        #expect(screen.place == .cutOff)
        #expect(stage.text().split(separator: "\n").contains { $0.hasPrefix("▌") && $0.contains("cut off") })
        // Another gaze completes it.
        var note = TransferNote.sample
        note.id = CutOff.sample.id.image
        note.name = "completed elsewhere"
        stage.others.found = .success(TransferMemory.Found(ended: [.sample(.failed)], running: [note], cutOff: []))
        stage.workspace.others.refresh()
        await stage.workspace.others.finishLooking()
        #expect(stage.text().split(separator: "\n").contains { $0.hasPrefix("▌ completed elsewhere") })
    }

    @Test("the rows of others are there where there are none of one's own, in ASCII too")
    func withoutOwn() async throws {
        let stage = try await stage(own: false)
        stage.press(.character("T"))
        try stage.expect("transfers-others", [.home], charset: .ascii)
    }

    @Test("one that cannot be completed says why")
    func refused() async throws {
        let stage = try await Stage.at(.cutOff)
        stage.service.image = .answers(Image.samples[2].record())
        stage.press(.character("u"))
        await stage.workspace.others.finishReading()
        try stage.expect("transfers-cut-off-refused", [.home])
        stage.press(.character("e"))
        #expect(stage.text().contains("was not completed"))
    }

    @Test("one whose record was never made is gone from the offers, and says so")
    func neverMade() async throws {
        let stage = try await Stage.at(.cutOff)
        stage.service.image = .fails(APIError(status: 404, message: ""))
        stage.press(.character("u"))
        await stage.workspace.others.finishReading()
        try stage.expect("transfers-never-made", [.home])
    }

    @Test("where nothing can be written down, the screen says so below the transfers")
    func unwritten() async throws {
        let stage = try await Stage.at(.transfers)
        stage.others.found = .failure(
            TransferMemoryError(
                "What is under way cannot be kept in ~/.local/state/gaze/transfers: No space left on device. Transfers go "
                    + "on, and the next start does not know of them. Check who may write there, and the room on the disk."
            ))
        stage.workspace.others.refresh()
        await stage.workspace.others.finishLooking()
        try stage.expect("transfers-unwritten", [.home, .small])
    }

    @Test("the list says in a line what happened while nobody watched, until the transfers were looked at")
    func line() async throws {
        let stage = try await stage(own: false)
        try stage.expect("list-others", [.home, .small])
        // What goes on here is told before it.
        let sent = stage.send("alpine-3.20.qcow2", for: Image.samples[0])
        #expect(stage.text().contains("alpine-3.20  ◐ sent 0 %"))
        #expect(!stage.text().contains("While you were away"))
        sent.cancel()
        try await stage.wait(for: "While you were away")
        stage.press(.character("T"), .escape)
        #expect(!stage.text().contains("While you were away"))
        #expect(!stage.text().contains("T shows"))
    }

    @Test(
        "the line has a word for each count",
        arguments: [
            (.init(ended: [.sample(.verified)]), "While you were away: 1 verified. T shows it."),
            (
                .init(ended: [.sample(.verified), .sample(.verified), .sample(.cancelled)]),
                "While you were away: 2 verified, 1 cancelled. T shows them."
            ),
            (.init(cutOff: [.sample]), "── 1 transfer was cut off. T shows it."),
            (.init(cutOff: [.sample, .sample]), "── 2 transfers were cut off. T shows them."),
            (.init(running: [.sample]), "── 1 under way in another gaze. T shows it."),
        ] as [(TransferMemory.Found, String)])
    func words(found: TransferMemory.Found, words: String) async throws {
        let stage = try await Stage.at(.list)
        #expect(!stage.text().contains("T transfers"))
        stage.others.found = .success(found)
        stage.workspace.others.refresh()
        await stage.workspace.others.finishLooking()
        #expect(stage.text().contains(words) && stage.text().contains("T transfers"))
    }

    @Test("the image of any row can be opened")
    func open() async throws {
        let stage = try await stage(own: false)
        stage.press(.character("T"), .enter)
        try await stage.wait(for: "container_format")
        #expect(stage.workspace.record(of: "x", name: "y").name == "y")
    }

    @Test("what has ended is cleared away with one's own")
    func clear() async throws {
        let stage = try await stage(own: false)
        stage.press(.character("T"), .character("c"))
        #expect(stage.workspace.others.ended.isEmpty && stage.workspace.others.cutOff.count == 1)
        #expect(!stage.text().contains("verified"))
    }
}

extension TransferMemory.Found {
    /// One of each kind.
    static let sample = Self(
        ended: [.sample(.failed), .sample(.verified)], running: [.sample], cutOff: [.sample])
}

extension TransferNote {
    /// One that is half way.
    static let sample: Self = {
        let plan = TransferPlan.send(
            .file(DataFile(path: "/home/you/images/debian-12.raw", size: 4 << 30)), .upload(store: nil))
        var note = Self(asking: Image.samples[1].id, name: "debian-12-genericcloud-amd64", plan)
        note.state = .sending
        note.bytes = 3 << 29
        return note
    }()
}

extension CutOff {
    /// One of which the record was asked for.
    static let sample = CutOff(
        id: ID(process: "dead", image: Image.samples[2].id),
        note: TransferNote(
            asking: Image.samples[2].id, name: "windows-2022",
            .send(.file(DataFile(path: "/home/you/images/windows-2022.vhdx", size: 12 << 30)), .upload(store: nil))),
        time: Stage.moment - 7200)
}

extension JournalEntry {
    /// An end that nobody has seen.
    static func sample(_ outcome: Outcome) -> Self {
        let image = Image.samples[outcome == .failed ? 4 : 3]
        let (title, text) =
            switch outcome {
            case .verified: ("Verified", "size and SHA-512 match what was sent")
            case .failed:
                (
                    "The data of \(image.nameOrID) was not stored (413)",
                    "The data is larger than the cloud accepts, or than the project's quota allows. Delete images, or ask "
                        + "for a larger quota."
                )
            case .cancelled, .cutOff: ("Cancelled", "")
            }
        return JournalEntry(
            time: Stage.moment - 300, place: PlaceNote(cloud: "local", project: "demo"), image: image.id,
            name: image.nameOrID, outcome: outcome, title: title, text: text, isSeen: false)
    }
}
