import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The keys of marks, of changes of many images, and of the difference of two.
extension KeyTests {
    func marks(_ press: Press, _ stage: Stage) {
        let marks = stage.workspace.marks
        switch press.action {
        case .toggleMark:
            stage.press(press.key)
            #expect(marks.images.map(\.name) == ["alpine-3.20"] && stage.workspace.catalogue.selectedRow == 1)
            stage.press(.up, press.key)
            #expect(marks.isEmpty)
        case .markThrough:
            stage.press(.character(" "), .down, press.key)
            #expect(marks.count == 3)
        case .markAll:
            stage.press(press.key)
            #expect(marks.count == Image.samples.count)
            stage.press(press.key)
            #expect(marks.isEmpty)
        case .changeMarked: expect("▸ Change alpine-3.20", after: press, on: stage)
        case .compareMarked:
            expect("Mark two images with space", after: press, on: stage)
            stage.press(.character(" "), .character(" "), press.key)
            #expect(stage.text().contains("▸ Difference"))
        case .undo:
            expect("Nothing has been changed", after: press, on: stage)
            stage.workspace.note(DoneChange(.deactivated, of: "one", "alpine"))
            expect("Undo: deactivate alpine?", after: press, on: stage)
        case .toggleProtection: expect("Protect alpine-3.20", after: press, on: stage)
        case .toggleHiding: expect("Hide alpine-3.20", after: press, on: stage)
        case .chooseVisibility: expect("Who may see alpine-3.20?", after: press, on: stage)
        case .toggleActivation: expect("Deactivate alpine-3.20?", after: press, on: stage)
        default: Issue.record("marks have no \(press.action)")
        }
    }

    func changes(_ press: Press, _ stage: Stage) {
        switch press.action {
        case .chooseChange: expect("Protect alpine-3.20?", after: press, on: stage)
        case .toggleProtection: expect("Protect alpine-3.20?", after: press, on: stage)
        case .toggleHiding: expect("Hide alpine-3.20?", after: press, on: stage)
        case .chooseVisibility: expect("Who may see alpine-3.20?", after: press, on: stage)
        case .toggleActivation: expect("Deactivate alpine-3.20?", after: press, on: stage)
        case .delete: expect("Type 1 to delete it", after: press, on: stage)
        case .moveDown: expectMove("Hiding", after: press, on: stage)
        case .pageDown, .last: expectMove("Delete", after: press, on: stage)
        case .moveUp, .pageUp, .first:
            stage.press(press.action == .moveUp ? .down : .end)
            expectMove("Protection", after: press, on: stage)
        case .back: expect("▸ Images", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("the changes have no \(press.action)")
        }
    }

    func confirmation(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .confirm:
            stage.press(press.key)
            #expect(stage.text().contains("Type 2 to delete them"))
            stage.type("2")
            stage.press(press.key)
            try await stage.wait(for: "under way")
        case .moveDown, .pageDown: expectMove("debian", after: press, on: stage)
        case .moveUp, .pageUp:
            stage.press(.down)
            expectMove("alpine", after: press, on: stage)
        case .back:
            expect("▸ Images", after: press, on: stage)
            #expect(stage.workspace.run == nil)
        case .help, .redraw, .suspend: break
        default: Issue.record("a confirmation has no \(press.action)")
        }
    }

    func changeRun(_ press: Press, _ stage: Stage) async throws {
        let again = { (stage: Stage) in
            stage.service.update = .answers(Image.samples[0].record())
            stage.press(.character("r"))
            try await stage.wait { $0.contains("2 done") && !stage.workspace.isChanging }
        }
        switch press.action {
        case .stopChange:
            stage.service.update = .hangs
            stage.press(.character("r"))
            expect("ending what is under way", after: press, on: stage)
        case .retryFailed:
            stage.service.update = .hangs
            stage.press(press.key)
            try await stage.wait(for: "under way")
            #expect(!stage.text().contains("refused"))
        case .showRefused:
            stage.press(press.key)
            try await again(stage)
            #expect(!stage.text().contains("debian"))
            expect("debian", after: press, on: stage)
        case .details: expect("▸ The answer", after: press, on: stage)
        case .open: expect("▸ alpine-3.20", after: press, on: stage)
        case .undo:
            try await again(stage)
            expect("Undo: protect 2 images?", after: press, on: stage)
        case .moveDown, .pageDown, .last: expectMove("debian", after: press, on: stage)
        case .moveUp, .pageUp, .first:
            stage.press(.end)
            expectMove("alpine", after: press, on: stage)
        case .back: expect("▸ Images", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("a change of many images has no \(press.action)")
        }
    }

    func difference(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .showAll: expect("container_format", after: press, on: stage)
        case .nextSide:
            stage.press(press.key)
            #expect(stage.press(.character("y")) == .copy("debian-12-genericcloud-amd64"))
        case .copyValue: #expect(stage.press(press.key) == .copy("alpine-3.20"))
        case .open:
            stage.press(press.key)
            try await stage.wait(for: "[1 Overview]")
        case .refresh:
            stage.service.image = .hangs
            expect("reading", after: press, on: stage)
        case .details:
            stage.service.image = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.press(.control("r"))
            try await stage.wait(for: "could not be read")
            expect("closed on Sundays", after: press, on: stage)
        case .moveDown, .pageDown, .last:
            stage.press(press.key)
            #expect(!stage.selectedText().contains("alpine"))
        case .moveUp, .pageUp, .first:
            stage.press(press.action == .moveUp ? .down : .end, press.key)
            if press.action == .pageUp { stage.press(press.key) }
            #expect(stage.selectedText().contains("alpine"))
        case .back: expect("▸ Images", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("a difference has no \(press.action)")
        }
    }

    private func expectMove(
        _ text: String, after press: Press, on stage: Stage, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(!stage.selectedText().contains(text), sourceLocation: sourceLocation)
        stage.press(press.key)
        #expect(stage.selectedText().contains(text), sourceLocation: sourceLocation)
    }
}
