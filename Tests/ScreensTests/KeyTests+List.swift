import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

extension KeyTests {
    func columns(_ press: Press, _ stage: Stage) {
        func chosen() -> [ImageAttribute] {
            stage.press(.enter)
            return (stage.workspace.columns.chosen ?? []).map(\.attribute)
        }
        let usual: [ImageAttribute] = [
            .name, .status, .visibility, .diskFormat, .size, .updatedAt, .minDisk, .minRAM, .containerFormat,
            .createdAt, .id,
        ]
        switch press.action {
        case .takeColumns:
            stage.press(.character("J"))
            stage.press(press.key)
            #expect(!stage.text().contains("▸ Columns"))
            #expect(stage.workspace.columns.chosen?.first?.attribute == .status)
        case .toggleColumn:
            stage.press(press.key)
            #expect(chosen() == Array(usual.dropFirst()))
        case .columnRight:
            stage.press(press.key)
            #expect(chosen().prefix(2) == [.status, .name])
        case .columnLeft:
            stage.press(.down)
            stage.press(press.key)
            #expect(chosen().prefix(2) == [.status, .name])
        case .narrowColumn, .widenColumn:
            stage.press(press.key, .enter)
            #expect(stage.workspace.columns.chosen?[0].width == (press.action == .widenColumn ? 19 : 17))
        case .addColumn:
            stage.press(press.key)
            stage.type("os_distro")
            stage.press(.enter)
            // As far to the right as it can be seen on this screen.
            #expect(chosen() == usual.prefix(4) + ["os_distro"] + usual.dropFirst(4))
        case .usualColumns:
            stage.press(.character(" "))
            stage.press(press.key)
            #expect(chosen() == [])
        case .back:
            stage.press(.character(" "))
            expect("▸ Images", after: press, on: stage)
            #expect(stage.workspace.columns.chosen == nil)
        case .moveDown:
            stage.press(press.key)
            stage.press(.character(" "))
            #expect(chosen().prefix(2) == [.name, .visibility])
        case .moveUp, .pageUp, .first:
            stage.press(.down)
            stage.press(press.key)
            stage.press(.character(" "))
            #expect(chosen().first == .status)
        case .pageDown, .last:
            stage.press(press.key)
            stage.press(.character(" "))
            #expect(chosen() != [])
        case .help, .redraw, .suspend: break
        default: Issue.record("the columns have no \(press.action)")
        }
    }

    func views(_ press: Press, _ stage: Stage) {
        let views = stage.workspace.views
        func selected(is name: String) {
            stage.press(.character("d"))
            stage.press(.character("r"))
            #expect(!views.names.contains(name) && views.names.count == 1)
        }
        switch press.action {
        case .useView:
            views.save(SavedView(name: "a", filter: "status:active", order: ImageOrder(.name, isAscending: true)))
            stage.press(press.key)
            #expect(stage.workspace.catalogue.filter.text == "status:active")
            #expect(stage.workspace.catalogue.order.key == .name)
            #expect(stage.text().contains("▸ Images"))
        case .saveView:
            stage.press(press.key)
            stage.type("new one")
            stage.press(.enter)
            #expect(views.names == ["all", "both", "new one"])
        case .renameView:
            stage.press(press.key)
            stage.type("x")
            stage.press(.enter)
            #expect(views.names == ["allx", "both"])
        case .delete:
            expect("Take this view away?", after: press, on: stage)
            stage.press(.character("r"))
            #expect(views.names == ["both"])
        case .back: expect("▸ Images", after: press, on: stage)
        case .moveDown, .pageDown, .last:
            stage.press(press.key)
            selected(is: "both")
        case .moveUp, .pageUp, .first:
            stage.press(.down)
            stage.press(press.key)
            selected(is: "all")
        case .help, .redraw, .suspend: break
        default: Issue.record("the views have no \(press.action)")
        }
    }
}
