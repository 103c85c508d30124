import Terminal
import Testing

@testable import Screens

extension KeyTests {
    func themes(_ press: Press, _ stage: Stage) {
        switch press.action {
        case .takeTheme: #expect(stage.press(press.key) == .keepTheme(Theme.samples[0]))
        case .back:
            #expect(stage.press(press.key) == .theme(Theme.samples[0]))
            #expect(!stage.text().contains("▸ Themes"))
        case .refresh:
            #expect(stage.press(press.key) == nil)
            #expect(stage.text().contains("▸ Themes"))
        case .moveDown: #expect(stage.press(press.key) == .theme(Theme.samples[1]))
        case .pageDown, .last:
            stage.press(press.key)
            #expect(stage.text().contains("line 3"))
        case .moveUp:
            stage.press(.down)
            #expect(stage.press(press.key) == .theme(Theme.samples[0]))
        case .pageUp, .first:
            stage.press(.end)
            #expect(stage.press(press.key) == .theme(Theme.samples[0]))
        case .help, .redraw, .suspend: break
        default: Issue.record("the themes have no \(press.action)")
        }
    }
}
