import Foundation
import Terminal
import ViewModels
import Widgets

/// The review of a form's requests before they are sent, which can also be copied as commands.
@MainActor
final class ReviewScreen: Screen {
    let place = Place.review
    let title = "Review"
    private let find: @MainActor () -> ReviewModel
    private let submit: @MainActor () -> Response
    private var model: ReviewModel
    private var view = TextView()

    /// Creates a review.
    ///
    /// - Parameters:
    ///   - find: Gathers what the review shows.
    ///   - submit: Submits the form, which then shows the progress or the failure.
    init(_ find: @escaping @MainActor () -> ReviewModel, submit: @escaping @MainActor () -> Response) {
        self.find = find
        self.submit = submit
        model = find()
    }

    var unavailable: Set<Action> {
        let review = model.review
        var actions: Set<Action> = []
        if review.client.text == nil { actions.insert(.copyClient) }
        if review.curl.isEmpty { actions.insert(.copyCurl) }
        if review.body.isEmpty { actions.insert(.copyBody) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String { model.isLoading ? "asking the cloud" : "" }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let inside = body.inset(columns: 1)
        let text = ReviewText(parts: model.review.sections, columns: inside.columns - 2, charset: canvas.glyphs.charset)
        view.draw(text.lines, into: &canvas, in: inside)
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .create: return .closing(submit())
        case .copyCurl:
            let text = model.review.curl
            return text.isEmpty ? .handled : .effect(.copy(text + "\n"))
        case .copyClient:
            guard let text = model.review.client.text else { return .handled }
            return .effect(.copy(text + "\n"))
        case .copyBody:
            let text = model.review.body
            return text.isEmpty ? .handled : .effect(.copy(text))
        case .refresh:
            model = find()
            return .handled
        case .back: return .back
        default: return .ignored
        }
    }
}
