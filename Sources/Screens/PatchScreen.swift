import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The pending changes of an image in full.
@MainActor
final class PatchScreen: Screen {
    let place = Place.patch
    let title = "Changes"
    private let model: EditModel
    private var view = TextView()

    init(_ model: EditModel) { self.model = model }

    var unavailable: Set<Action> { model.patch.changes.isEmpty ? [.sendChanges, .copyBody] : [] }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let inside = body.inset(columns: 1)
        let lines = PatchText(model: model).lines(columns: inside.columns - 2, charset: canvas.glyphs.charset)
        view.draw(lines, into: &canvas, in: inside)
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .sendChanges:
            model.submit()
            // The form shows the progress, or why it failed.
            return .back
        case .copyBody: return .effect(.copy(model.patch.json().text()))
        case .back: return .back
        default: return .ignored
        }
    }
}
