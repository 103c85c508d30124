import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The keys of a record and of what belongs to it.
extension KeyTests {
    func record(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .toggleJSON:
            expect("\"container_format\": \"bare\"", after: press, on: stage)
            stage.press(press.key)
            #expect(!stage.text().contains("\"container_format\""))
        case .refresh:
            stage.service.image = .hangs
            expect("reading", after: press, on: stage)
        case .bringData:
            expect("alpine-3.20 takes no data, for it is active", after: press, on: stage)
            stage.press(.escape, .down, .down)
            stage.service.image = .answers(Image.samples[2].record())
            stage.press(.enter)
            try await stage.wait(for: "min_disk")
            expect("▸ Bring data ▸ windows-2022", after: press, on: stage)
        case .copyToCloud: expect("▸ Copy alpine-3.20", after: press, on: stage)
        case .saveData: expect("Save alpine-3.20 to a file", after: press, on: stage)
        case .newLikeThis: expect("\"container_format\": \"bare\"", after: press, on: stage)
        case .cancelTransfer:
            try await upload(on: stage)
            stage.press(press.key)
            try await stage.wait(for: "Cancelled")
        case .retryTransfer:
            try await upload(on: stage)
            stage.press(.character("x"))
            try await stage.wait(for: "Cancelled")
            expect("0 B of", after: press, on: stage)
        case .correctFormat:
            stage.service.upload = .fails(APIError(status: 415, message: "does not match"))
            stage.service.update = .answers(Image.samples[0].record())
            try await upload(on: stage)
            stage.put(DiskBytes.kernel, in: "alpine-3.20.qcow2")
            stage.service.bytes.finish()
            try await stage.wait(for: "the file is aki")
            // What is sent next is on its way until the test is over.
            stage.service.upload = .hangs
            stage.press(press.key)
            try await stage.wait(for: "0 B of")
        case .otherMethod:
            stage.service.methods = .answers(["glance-direct"])
            try await upload(on: stage)
            stage.press(.character("x"))
            try await stage.wait(for: "Cancelled")
            expect("Bring the data by which method?", after: press, on: stage)
            stage.press(.right, .enter)
            #expect(stage.workspace.transfers.all.map(\.plan.way) == ["glance-direct"])
        case .holdTransfer:
            stage.service.methods = .answers(["glance-direct"])
            try await upload(on: stage, by: "glance-direct")
            expect("paused after this part", after: press, on: stage)
            stage.press(press.key)
            #expect(!stage.text().contains("paused"))
        case .delete: expect("Delete this image?", after: press, on: stage)
        case .details:
            stage.service.image = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.press(.control("r"))
            try await stage.wait(for: "could not be read")
            expect("closed on Sundays", after: press, on: stage)
        case .moveDown, .pageDown, .last:
            #expect(stage.selectedText().contains(" name  "))
            stage.press(press.key)
            #expect(!stage.selectedText().contains(" name  "))
        case .moveUp, .pageUp, .first:
            stage.press(press.action == .moveUp ? .down : .pageDown)
            #expect(!stage.selectedText().contains(" name  "))
            stage.press(press.key)
            #expect(stage.selectedText().contains(" name  "))
        case .showOverview:
            stage.press(.character("3"))
            expect("[1 Overview]", after: press, on: stage)
        case .showProperties: expect("There are no additional properties.", after: press, on: stage)
        case .showMembers:
            stage.press(press.key)
            try await stage.wait(for: "offered to no other project")
        case .showTasks:
            stage.press(press.key)
            try await stage.wait(for: "on this image lately")
        case .showJSON: expect("\"container_format\": \"bare\"", after: press, on: stage)
        case .nextTab: expect("[2 Properties]", after: press, on: stage)
        case .previousTab: expect("[5 JSON]", after: press, on: stage)
        case .changeImage: expect("▸ alpine-3.20 ▸ Change", after: press, on: stage)
        case .toggleProtection: expect("◐ protecting", after: press, on: stage)
        case .transfers: expect("Nothing has been sent or saved", after: press, on: stage)
        case .toggleHiding: expect("◐ hiding", after: press, on: stage)
        case .chooseVisibility:
            expect("Who may see it?", after: press, on: stage)
            stage.press(.right, .enter)
            #expect(stage.text().contains("◐ changing"))
        case .toggleActivation:
            expect("Deactivate this image?", after: press, on: stage)
            stage.press(.character("d"))
            #expect(stage.text().contains("◐ deactivating"))
        case .addHere:
            stage.press(.character("3"))
            expect("Offer it to a project", after: press, on: stage)
        case .removeHere:
            try await members(on: stage)
            expect("Take the image from this project?", after: press, on: stage)
        case .acceptOffer, .rejectOffer:
            try await members(on: stage)
            expect("◐ answering", after: press, on: stage)
        case .copyValue: #expect(stage.press(press.key) == .copy("alpine-3.20"))
        case .nextImage, .previousImage:
            // Before the first there is none.
            stage.press(.character("2"), .character("K"))
            #expect(stage.text().contains("▸ alpine-3.20 ▸ Properties"))
            stage.service.image = .answers(Image.samples[1].record())
            stage.press(.character("J"))
            try await stage.wait(for: "▸ debian-12-genericcloud-amd64 ▸ Properties")
            #expect(stage.workspace.catalogue.selectedRow == 1)
            stage.service.image = .answers(Image.samples[press.action == .nextImage ? 2 : 0].record())
            let name = press.action == .nextImage ? "windows-2022" : "alpine-3.20"
            expect("▸ \(name) ▸ Properties", after: press, on: stage)
            stage.press(.escape)
            #expect(stage.workspace.catalogue.selectedImage?.name == name)
        case .toggleFold:
            stage.press(.character("5"))
            expect("{…}", after: press, on: stage)
            stage.press(press.key)
            #expect(!stage.text().contains("{…}"))
        case .search:
            stage.press(press.key)
            stage.type("qco")
            #expect(stage.selectedText().contains("disk_format"))
        case .nextFound:
            stage.press(.character("/"))
            stage.type("format")
            stage.press(.enter, press.key)
            #expect(stage.selectedText().contains("container_format"))
        case .back: expect("▸ Images  ", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("a record has no \(press.action)")
        }
    }

    /// Shows a project that the image is offered to.
    private func members(on stage: Stage) async throws {
        stage.service.members = .answers([ImageMember(project: "other", status: .pending)])
        stage.press(.character("3"))
        try await stage.wait(for: "pending")
    }

    func recordSearch(_ press: Press, _ stage: Stage) {
        stage.type("format")
        #expect(stage.selectedText().contains("disk_format"))
        switch press.action {
        case .keepSearch:
            stage.press(press.key, .character("n"))
            #expect(stage.selectedText().contains("container_format"))
        case .back:
            stage.press(press.key)
            #expect(!stage.text().contains("2 found"))
        case .moveDown:
            stage.press(press.key)
            #expect(stage.selectedText().contains("container_format"))
        case .moveUp:
            stage.press(.down, press.key)
            #expect(stage.selectedText().contains("disk_format"))
        case .help, .redraw, .suspend: break
        default: Issue.record("a search in a record has no \(press.action)")
        }
    }

    func edit(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .sendChanges:
            stage.type("-new")
            stage.service.update = .answers(Image.samples[0].record())
            stage.press(press.key)
            try await stage.wait(for: "[1 Overview]")
            #expect(stage.service.calls.contains(.update))
        case .nextField: expect("The disk format can be", after: press, on: stage)
        case .previousField: expect("What drivers and schedulers are told", after: press, on: stage)
        case .details:
            stage.type("-new")
            stage.service.update = .fails(APIError(status: 403, message: "closed on Sundays"))
            stage.press(.control("s"))
            try await stage.wait(for: "was not changed")
            expect("closed on Sundays", after: press, on: stage)
        case .back:
            stage.type("-new")
            expect("Leave without sending?", after: press, on: stage)
            stage.press(.character("l"))
            #expect(stage.text().contains("[1 Overview]"))
        case .review: expect("▸ Changes", after: press, on: stage)
        case .showProperties: expect("▸ Properties", after: press, on: stage)
        case .undoChanges:
            stage.type("-new")
            #expect(stage.text().contains("1 change"))
            expect("nothing changed", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("the changes have no \(press.action)")
        }
    }

    func patch(_ press: Press, _ stage: Stage) async throws {
        let small = { stage.text(.small) }
        switch press.action {
        case .sendChanges:
            stage.service.update = .answers(Image.samples[0].record())
            stage.press(press.key)
            try await stage.wait(for: "[1 Overview]")
        case .copyBody:
            #expect(
                stage.press(press.key) == .copy(#"[{"op":"replace","path":"/name","value":"alpine-3.20-new"}]"#))
        case .back: expect("▸ alpine-3.20 ▸ Change", after: press, on: stage)
        case .moveDown, .pageDown, .last:
            let top = small()
            #expect(top.contains("The request") && top.contains("↓"))
            stage.stack.handle(press.key, at: .small)
            #expect(small() != top && small().contains("↑"))
        case .moveUp, .pageUp, .first:
            let top = small()
            stage.stack.handle(press.action == .moveUp ? .down : .pageDown, at: .small)
            #expect(small() != top)
            stage.stack.handle(press.key, at: .small)
            #expect(small() == top)
        case .help, .redraw, .suspend: break
        default: Issue.record("the changes in full have no \(press.action)")
        }
    }
}
