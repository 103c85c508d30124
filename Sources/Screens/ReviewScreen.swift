import Foundation
import Terminal
import ViewModels
import Widgets

/// What the form's request will do, before it is sent; and the same as commands, to be copied.
@MainActor
final class ReviewScreen: Screen {
    let place = Place.review
    let title = "Review"
    private let workspace: Workspace
    private var model: ReviewModel
    private var view = TextView()

    init(_ workspace: Workspace) {
        self.workspace = workspace
        model = workspace.review()
    }

    var unavailable: Set<Action> { model.review.client.text == nil ? [.copyClient] : [] }

    func status(now: Date, _ glyphs: Glyphs) -> String { model.isLoading ? "asking the cloud" : "" }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let inside = body.inset(columns: 1)
        let text = ReviewText(parts: model.review.sections, columns: inside.columns - 2, charset: canvas.glyphs.charset)
        view.draw(text.lines, into: &canvas, in: inside)
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .create:
            // The form shows how it goes, and why not.
            return .closing(DraftScreen.submit(workspace.draft))
        case .copyCurl: return .effect(.copy(model.review.curl + "\n"))
        case .copyClient:
            guard let text = model.review.client.text else { return .handled }
            return .effect(.copy(text + "\n"))
        case .copyBody: return .effect(.copy(model.review.body))
        case .refresh:
            model = workspace.review()
            return .handled
        case .back: return .back
        default: return .ignored
        }
    }
}
