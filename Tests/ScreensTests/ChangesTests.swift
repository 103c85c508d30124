import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct ChangesTests {
    /// A stage whose service has these images, each with a record of its own.
    private func stage(_ images: [Image] = Image.everyday) async throws -> Stage {
        let stage = Stage {
            $0.list = .answers(ImagePage(images: images, next: nil))
            for image in images { $0.records[image.id] = image.record() }
        }
        try await stage.wait(for: "updated")
        return stage
    }

    private func mark(_ count: Int, on stage: Stage) {
        for _ in 0..<count { stage.press(.character(" ")) }
    }

    @Test("marked images have a sign, and the header counts them; esc takes the marks away before the filter")
    func marked() async throws {
        let stage = try await stage()
        stage.press(.character(" "), .down, .character(" "), .character("m"))
        #expect(stage.workspace.marks.count == 3)
        try stage.expect("list-marked", [.home, .wide, .small], roles: [.selection, .key])
        try stage.expect("list-marked", [.home], charset: .ascii)
        stage.press(.character("/"))
        stage.type("status:active")
        stage.press(.enter)
        try await stage.wait { $0.contains("cloud: status:active") && $0.contains("updated") }
        stage.press(.escape)
        #expect(stage.workspace.marks.isEmpty && !stage.workspace.catalogue.filter.isEmpty)
        stage.press(.escape)
        #expect(stage.workspace.catalogue.filter.isEmpty)
    }

    @Test("while all are still being marked, nothing is done to the image under the bar, or to some of them")
    func markingAll() async throws {
        let next = ImagePage.Next(path: "/v2/images?marker=100")
        let stage = Stage { $0.list = .answers(ImagePage(images: Image.samples(count: 100), next: next)) }
        try await stage.wait(for: "updated")
        stage.service.list = .hangs
        mark(2, on: stage)
        stage.press(.character("*"))
        #expect(stage.text().contains("marking all… 0") && stage.text().contains("esc stop marking"))
        for key in "dPHVDbcwCy=" {
            #expect(stage.press(.character(key)) == nil)
            #expect(stage.text().contains("Not all are marked yet, but 0 looked at. Press esc to call that off."))
        }
        stage.press(.character(":"))
        stage.type("add tags")
        stage.press(.enter)
        #expect(stage.text().contains("Not all are marked yet") && stage.workspace.run == nil)
        stage.press(.escape, .character("d"))
        #expect(stage.text().contains("Delete 2 images"))
    }

    @Test("all that can be done to the marked images is listed, with the keys of the list")
    func changes() async throws {
        let stage = try await stage()
        mark(3, on: stage)
        stage.press(.character("b"))
        try stage.expect("changes", [.home, .small])
    }

    @Test("before a delete the names are listed, and the number is to be typed")
    func delete() async throws {
        let stage = try await stage(Image.samples(count: 40))
        stage.press(.character("*"), .character("d"))
        try stage.expect("changes-delete", [.home, .small])
        stage.press(.enter)
        #expect(stage.text().contains("! Nothing is deleted before 40 is typed."))
        stage.type("4")
        #expect(!stage.text().contains("! "))
        stage.press(.enter)
        try stage.expect("changes-delete-wrong", [.home])
        #expect(stage.workspace.run == nil && stage.text().contains("! 40 are marked, not 4."))
        stage.type("0")
        stage.press(.enter)
        try await stage.wait(for: "under way")
        #expect(stage.workspace.isChanging)
        try stage.expect("changes-deleting", [.home])
        // The list says how it goes, and leaving asks.
        stage.press(.escape)
        #expect(stage.text().contains("Delete 40 images: 0 of 40; b shows it"))
        stage.press(.character("q"))
        #expect(stage.text().contains("Not done yet: delete 40 images."))
        stage.press(.escape, .character("b"), .character("x"))
        try stage.expect("changes-stopping", [.home])
    }

    @Test("what has become of each image is told, in the service's words where it refuses")
    func results() async throws {
        var images = Array(Image.everyday.prefix(5))
        images[1].isProtected = true
        let stage = try await stage(images)
        var theirs = images[3]
        theirs.isProtected = true
        images[2].isProtected = true
        stage.service.records[images[2].id] = images[2].record()
        stage.service.records[images[3].id] = nil
        stage.service.image = .fails(APIError(status: 404, message: "No image found with ID \(images[3].id)"))
        stage.service.update = .answers(images[0].record())
        mark(5, on: stage)
        stage.press(.character("P"))
        try stage.expect("changes-protect-question", [.home])
        stage.press(.character("p"))
        try stage.expect("changes-protect", [.home])
        stage.press(.enter)
        try await stage.wait { _ in !stage.workspace.isChanging }
        stage.press(.down, .down, .down)
        try stage.expect("changes-results", [.home, .wide, .small])
        stage.press(.character("f"))
        try stage.expect("changes-refused", [.home])
    }

    @Test("a change of one image says that it is done, and what takes it back; one that is refused stays in sight")
    func one() async throws {
        let stage = try await stage()
        stage.service.update = .fails(APIError(status: 403, message: "You are not authorized to complete this action."))
        stage.press(.character("P"))
        try await stage.wait { $0.contains("403") && !stage.workspace.isChanging }
        try stage.expect("change-refused", [.home, .small])
        stage.service.update = .answers(Image.everyday[0].record())
        stage.press(.character("r"))
        try await stage.wait(for: "Done: protect alpine-3.20. u takes it back.")
        stage.press(.character("u"))
        try stage.expect("undo", [.home])
        stage.press(.character("u"))
        try await stage.wait(for: "Nothing to do for alpine-3.20: it is as it was before.")
    }

    @Test("with marks, the footer begins with what is done to them")
    func footer() async throws {
        let stage = try await stage()
        #expect(stage.text().hasSuffix("? help") && !stage.text().contains("esc unmark"))
        mark(2, on: stage)
        #expect(stage.draw().lines.last?.hasPrefix(" b change   d delete   * all   esc unmark   ") == true)
        stage.press(.escape)
        #expect(!stage.text().contains("esc unmark"))
    }

    @Test("words above the footer end with an ellipsis where there is no room for all of them")
    func longNotice() async throws {
        let stage = try await stage()
        stage.stack.notice = String(repeating: "many words ", count: 12)
        let line = stage.draw().lines[22]
        #expect(line.hasPrefix("── many words") && line.hasSuffix("… ──"))
    }

    @Test("where nothing is left to be taken back, it is said why")
    func nothingLeft() async throws {
        let stage = try await stage()
        stage.press(.character("u"))
        #expect(stage.text().contains("Nothing has been changed since gaze was started: there is nothing to undo."))
        stage.workspace.note(DoneChange(.deactivated, of: Image.everyday[0].id, "alpine-3.20"))
        stage.press(.character("u"), .character("u"))
        try await stage.wait(for: "Nothing to do for alpine-3.20: it is as it was before.")
        stage.press(.character("u"))
        #expect(stage.text().contains("All changes have been undone."))
    }

    @Test("what cannot be taken back says so, and offers what was done before it")
    func final() async throws {
        let stage = try await stage()
        stage.workspace.note(DoneChange(.deleted, of: "one", "alpine-edge"))
        stage.press(.character("u"))
        try stage.expect("undo-final", [.home])
        stage.press(.escape)
        stage.workspace.note(DoneChange(.deactivated, of: "two", "rocky-9"))
        stage.workspace.note(DoneChange(.deleted, of: "one", "alpine-edge"))
        stage.press(.character("u"))
        try stage.expect("undo-before-final", [.home])
    }

    @Test("in a record, u takes the last change back where there is no data to send again")
    func undoInRecord() async throws {
        let stage = try await stage()
        stage.service.action = .answers(())
        stage.press(.enter)
        try await stage.wait(for: "[1 Overview]")
        stage.press(.character("D"), .character("d"))
        try await stage.wait(forNo: "deactivating")
        stage.press(.character("u"))
        #expect(stage.text().contains("Undo: deactivate alpine-3.20?"))
    }

    /// Every kind of change, and what it asks.
    @Test("every kind of change asks for what it is to be, and for what is meant", arguments: ChangeKind.allCases)
    func kinds(kind: ChangeKind) async throws {
        let stage = try await stage()
        mark(2, on: stage)
        stage.press(.character("b"))
        for _ in 0..<(ChangeKind.allCases.firstIndex(of: kind) ?? 0) { stage.press(.down) }
        stage.press(.enter)
        let typed: [ChangeKind: String] = [
            .addTags: "a, b,,a", .removeTags: "a", .setProperty: "os_distro=alpine", .removeProperty: "own",
            .addMember: "p", .removeMember: "p", .acceptOffer: "p", .rejectOffer: "p", .copyData: "fast,cheap",
            .deleteData: "fast",
        ]
        if let text = typed[kind] {
            stage.type(text)
            stage.press(.enter)
        } else if [.protection, .hiding, .visibility].contains(kind) {
            stage.press(.right, .enter)
        }
        let words: [ChangeKind: String] = [
            .protection: "Protect 2 images", .hiding: "Hide 2 images", .visibility: "Make 2 images shared",
            .addTags: "Add the tags a, b to 2 images", .removeTags: "Take the tag a from 2 images",
            .setProperty: "Set os_distro=alpine on 2 images", .removeProperty: "Take the property own from 2 images",
            .addMember: "Offer 2 images to p", .removeMember: "Take 2 images from p",
            .acceptOffer: "Accept 2 images for p", .rejectOffer: "Reject 2 images for p",
            .deactivate: "Deactivate 2 images", .reactivate: "Reactivate 2 images",
            .copyData: "Copy the data of 2 images to fast, cheap",
            .deleteData: "Delete the data of 2 images in fast", .delete: "Delete 2 images",
        ]
        let wanted = try #require(words[kind])
        #expect(stage.text().contains("▸ \(wanted)"))
        #expect(stage.text().contains("\(wanted)?"))
        if kind == .delete { stage.type("2") }
        stage.press(.enter)
        #expect(stage.workspace.isChanging)
        // Nothing else is begun meanwhile: what goes on is shown.
        stage.press(.escape, .character("H"))
        #expect(stage.text().contains("▸ \(wanted)"))
    }

    @Test("two images are side by side: beside their names where there is room, or below them")
    func difference() async throws {
        var left = Image.everyday[0]
        left.tags = ["lts", "linux"]
        let stage = try await stage([left] + Image.everyday.dropFirst())
        let text = "a description that is longer than its half of the screen, and goes on below its beginning "
        stage.service.records[left.id] = left.record(besides: [
            "os_distro": .string("alpine"), "description": .string(text + "until it has been said"),
        ])
        stage.service.records[Image.everyday[1].id] = Image.everyday[1].record(besides: [
            "description": .string(text), "hw_disk_bus": .string("virtio"),
        ])
        stage.service.members = .answers([ImageMember(project: "p", status: .accepted)])
        mark(2, on: stage)
        stage.press(.character("="))
        try await stage.wait(for: "differences in")
        try await stage.wait(forNo: "reading")
        stage.press(.down)
        try stage.expect("difference", [.home, .wide, .small], roles: [.selection, .labelFocused])
        try stage.expect("difference", [.home], charset: .ascii)
        stage.press(.character("a"), .tab)
        try stage.expect("difference-all", [.home, .wide])
        stage.press(.escape, .character(" "), .character("="))
        #expect(stage.text().contains("Mark two images with space to see what differs; 3 are marked."))
    }

    @Test("all marked images are copied to another cloud, after one review that says what is not")
    func copy() async throws {
        let stage = try await stage()
        stage.elsewhere.create = .answers(Image.everyday[0].record())
        mark(4, on: stage)
        stage.press(.character("C"))
        #expect(stage.text().contains("▸ Copy 4 images"))
        try await stage.wait(for: "RegionTwo")
        stage.press(.enter)
        try await stage.wait(for: "What is copied")
        try await stage.wait(forNo: "asking the cloud")
        try stage.expect("copy-many", [.home, .wide])
        stage.press(.control("s"))
        try await stage.wait(for: "▸ Transfers")
        #expect(stage.elsewhere.created.map(\.name) == ["alpine-3.20", "ubuntu-24.04-server"])
    }

    @Test("all marked images are saved to a folder, and what has no data is left out")
    func save() async throws {
        let stage = try await stage()
        stage.service.image = .hangs
        mark(4, on: stage)
        stage.press(.character("w"))
        // The folder that was saved to last is proposed in place of another, and goes on with "/".
        try await stage.wait { $0.contains("[~/images/") && $0.contains("12 GiB free") }
        try stage.expect("save-many", [.home, .small])
        stage.press(.enter)
        try await stage.wait(for: "2 images are being saved to ~/images; T shows them.")
        #expect(
            stage.workspace.downloads.all.map(\.destination) == [
                .file(path: "/home/you/images/alpine-3.20.qcow2", overwriting: false),
                .file(path: "/home/you/images/ubuntu-24.04-server.qcow2", overwriting: false),
            ])
        // Of one that is marked, its own question is asked, wherever the bar is.
        stage.press(.escape, .character(" "), .up, .up, .character("w"))
        #expect(stage.text().contains("Save fedora-coreos-41 to a file"))
    }

    @Test("an image without data says so before it is saved, and enter does nothing")
    func dataless() async throws {
        let stage = try await stage()
        stage.press(.down, .down, .character("w"))
        try await stage.wait(for: "! It is queued: it has no data yet.")
        stage.press(.enter)
        #expect(stage.workspace.downloads.all.isEmpty && stage.text().contains("Save windows-2022 to a file"))
        stage.press(.escape, .character(" "), .character("w"))
        try await stage.wait(for: "Save windows-2022 to a file")
    }

    @Test("images that say the same say so")
    func same() async throws {
        let stage = try await stage()
        for image in Image.everyday { stage.service.records[image.id] = Image.everyday[0].record() }
        mark(2, on: stage)
        stage.press(.character("="))
        try await stage.wait(for: "0 differences")
        try await stage.wait(forNo: "reading")
        try stage.expect("difference-none", [.home])
    }

    @Test("a click takes a row; a double click chooses a change, and never confirms one")
    func mouse() async throws {
        let stage = try await stage()
        mark(3, on: stage)
        stage.press(.character("b"))
        stage.click(on: "Deactivate")
        #expect(stage.selectedText().contains("Deactivate"))
        stage.click(on: "Deactivate", clicks: 2)
        #expect(stage.text().contains("Deactivate 3 images?"))
        stage.click(on: "windows-2022")
        stage.click(on: "windows-2022", clicks: 2)
        #expect(stage.selectedText().contains("windows-2022"))
        #expect(stage.workspace.run == nil)
    }
}
