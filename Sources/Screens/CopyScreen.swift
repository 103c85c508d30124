import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The review of a copy to another cloud, before it starts.
@MainActor
final class CopyScreen: KeyNaming {
    let place = Place.copy
    var keys = KeyTable.standard
    private let model: CopyModel
    private let workspace: Workspace
    private var view = TextView()

    init(_ model: CopyModel, workspace: Workspace) {
        self.model = model
        self.workspace = workspace
    }

    var title: String { model.target?.title ?? "" }

    var unavailable: Set<Action> {
        var actions: Set<Action> = model.maySubmit ? [] : [.startCopy]
        if model.refusal == nil { actions.insert(.details) }
        if model.isSending { actions.insert(.refresh) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        model.isSending ? keyNames.sending : model.isLoading ? "asking the cloud" : ""
    }

    func advance() -> Response {
        // Close the list of clouds as well; the copy is now among the transfers.
        model.isDone ? .closing(.replace(TransfersScreen(workspace: workspace))) : .handled
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        var body = body
        if let refusal = model.refusal { body = Banner(explanation: refusal).draw(into: &canvas, in: body) }
        let inside = body.inset(columns: 1)
        let text = ReviewText(parts: model.sections, columns: inside.columns - 2, charset: canvas.glyphs.charset)
        view.draw(text.lines, into: &canvas, in: inside)
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .startCopy: model.submit()
        case .refresh: model.review()
        case .details:
            guard let refusal = model.refusal else { return .handled }
            return .show(AnswerScreen(refusal))
        case .back:
            guard model.isSending else { return .back }
            model.cancelSending()
        default: return .ignored
        }
        return .handled
    }
}
