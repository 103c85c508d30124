import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The keys among properties and presets.
extension KeyTests {
    func properties(_ press: Press, _ stage: Stage) async throws {
        let draft = stage.workspace.draft
        switch press.action {
        case .setValue, .openSection:
            stage.press(.down, .down)
            expect("▾ CPU pinning", after: press, on: stage)
            #expect(press.action == .openSection || !stage.text().contains("▸ CPU pinning"))
        case .closeSection:
            stage.press(.down, .down, .right, .down, press.key)
            #expect(stage.selectedText().contains("▸ CPU pinning"))
        case .search: expect(" / ", after: press, on: stage)
        case .removeProperty:
            draft.draft.properties = ["mine=1", "other=2"]
            stage.press(.down, press.key)
            #expect(draft.draft.properties == ["other=2"])
        case .addProperty: expect("Add a property", after: press, on: stage)
        case .readOn:
            stage.press(.character("/"))
            stage.type("hw_scsi_model")
            stage.press(.enter)
            let before = stage.text(.small)
            stage.stack.handle(press.key, at: .small)
            #expect(stage.text(.small) != before)
        case .refresh:
            stage.service.namespaces = .hangs
            expect("reading", after: press, on: stage)
        case .details:
            stage.service.namespaces = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.press(.control("r"))
            try await stage.wait(for: "could not be read")
            expect("closed on Sundays", after: press, on: stage)
        case .back: expect("▸ New image", after: press, on: stage)
        case .moveDown, .pageDown, .last:
            stage.press(press.key)
            #expect(stage.selectedText().contains(press.action == .moveDown ? "CIM::Processor" : "Web servers"))
        case .moveUp, .pageUp, .first:
            stage.press(.down, press.key)
            #expect(stage.selectedText().contains("Set on this image"))
        case .help, .redraw, .suspend: break
        default: Issue.record("the properties have no \(press.action)")
        }
    }

    func search(_ press: Press, _ stage: Stage) {
        stage.type("hw_vif")
        switch press.action {
        case .keepSearch:
            stage.press(press.key, .character("j"))
            #expect(stage.selectedText().contains("hw_vif_multiqueue_enabled"))
        case .back: expect("▸ CPU pinning", after: press, on: stage)
        case .moveDown:
            stage.press(press.key)
            #expect(stage.selectedText().contains("hw_vif_multiqueue_enabled"))
        case .moveUp:
            stage.press(.down, press.key)
            #expect(stage.selectedText().contains("hw_vif_model"))
        case .help, .redraw, .suspend: break
        default: Issue.record("a search has no \(press.action)")
        }
    }

    func value(_ press: Press, _ stage: Stage) {
        let draft = stage.workspace.draft
        func value() -> String? {
            stage.press(.enter)
            return draft.draft.value(ofProperty: "hw_disk_bus")
        }
        switch press.action {
        case .takeValue:
            stage.press(press.key)
            #expect(draft.draft.properties == ["hw_disk_bus=scsi"])
        case .back:
            stage.press(press.key)
            #expect(draft.draft.properties.isEmpty)
            #expect(!stage.text().contains("(type, or choose below)"))
        case .moveDown:
            stage.press(press.key)
            #expect(value() == "virtio")
        case .pageDown:
            stage.press(press.key)
            #expect(value() == "lxc")
        case .moveUp:
            stage.press(.down, .down, press.key)
            #expect(value() == "virtio")
        case .pageUp:
            stage.press(.down, .down, press.key)
            #expect(value() == "scsi")
        case .help, .redraw, .suspend: break
        default: Issue.record("a value has no \(press.action)")
        }
    }

    func presets(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .usePreset:
            expect("▸ New image", after: press, on: stage)
            #expect(stage.workspace.draft.draft.diskFormat == "raw")
        case .readOn:
            let before = stage.text(.small)
            stage.stack.handle(press.key, at: .small)
            #expect(stage.text(.small) != before)
        case .refresh:
            stage.press(press.key)
            #expect(stage.workspace.presets.isLoading)
        case .back: expect("▸ New image", after: press, on: stage)
        case .moveDown, .pageDown, .last:
            stage.press(press.key)
            #expect(stage.selectedText().contains(press.action == .moveDown ? "torn" : "Appliance"))
        case .moveUp, .pageUp, .first:
            stage.press(.down, press.key)
            #expect(stage.selectedText().contains("Lab machine"))
        case .help, .redraw, .suspend: break
        default: Issue.record("the presets have no \(press.action)")
        }
    }
}

extension Stage {
    /// What is under the bar.
    func selectedText() -> String {
        let canvas = draw()
        let cells = (0..<canvas.size.rows).flatMap { row in (0..<canvas.size.columns).map { canvas[row, $0] } }
        return String(cells.filter { $0.isSelected && !$0.isContinuation }.map(\.character))
    }
}
