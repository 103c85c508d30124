import ImageModel
import Terminal
import Testing

@testable import Screens

extension KeyTests {
    func palette(_ press: Press, _ stage: Stage) {
        /// The row under the bar of the commands: that of the list below them is further up.
        func selected() -> Int? {
            let canvas = stage.draw()
            return (0..<canvas.size.rows).last { canvas[$0, 40].isSelected }
        }
        switch press.action {
        case .runCommand:
            stage.type("themes")
            expect("▸ Themes", after: press, on: stage)
        case .completeCommand:
            stage.type("transf")
            stage.press(press.key)
            #expect(stage.line == ":transfers")
        case .moveDown, .pageDown, .moveUp, .pageUp:
            let isUp = [.moveUp, .pageUp].contains(press.action)
            if isUp { stage.press(.pageDown) }
            let before = selected()
            stage.press(press.key)
            let (first, second) = (before ?? 0, selected() ?? 0)
            #expect(isUp ? second < first : second > first)
        case .back:
            stage.press(press.key)
            #expect(stage.line.isEmpty && stage.text().contains("▸ Images  "))
        case .help, .redraw, .suspend, .palette: break
        default: Issue.record("the line of commands has no \(press.action)")
        }
    }

    func help(_ press: Press, _ stage: Stage) {
        switch press.action {
        case .search:
            stage.press(press.key)
            stage.type("clipboard")
            #expect(stage.text().contains("/ clipboard"))
        case .back:
            stage.press(.character("/"))
            stage.type("delete")
            stage.press(.enter, press.key)
            #expect(stage.text().contains("▸ Help") && !stage.text().contains("/ delete"))
            expect("▸ Images  ", after: press, on: stage)
        default: scrolls(press, stage)
        }
    }

    func helpSearch(_ press: Press, _ stage: Stage) {
        stage.type("row")
        switch press.action {
        case .keepSearch:
            stage.press(press.key, .character("j"))
            #expect(stage.text().contains("/ row "))
        case .back:
            stage.press(press.key)
            #expect(!stage.text().contains("/ row") && stage.text().contains("▸ Help"))
        default: scrolls(press, stage)
        }
    }

    func answer(_ press: Press, _ stage: Stage) {
        guard press.action == .back else { return scrolls(press, stage, .small) }
        expect("▸ Images  ", after: press, on: stage)
    }

    func tour(_ press: Press, _ stage: Stage) {
        stage.press(press.key)
        #expect(stage.number == (press.action == .skipStep ? 2 : nil))
    }

    /// Keys that scroll a text that is longer than the screen.
    private func scrolls(_ press: Press, _ stage: Stage, _ size: Size = .home) {
        let top = stage.text(size)
        switch press.action {
        case .moveDown, .pageDown, .last:
            stage.stack.handle(press.key, at: size)
            #expect(stage.text(size) != top && stage.text(size).contains("↑"))
        case .moveUp, .pageUp, .first:
            stage.stack.handle(press.action == .moveUp ? .down : .pageDown, at: size)
            #expect(stage.text(size) != top)
            stage.stack.handle(press.key, at: size)
            #expect(stage.text(size) == top)
        case .help, .redraw, .suspend, .palette: break
        default: Issue.record("\(press.place) has no \(press.action)")
        }
    }
}
