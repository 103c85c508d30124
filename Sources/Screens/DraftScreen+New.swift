import Foundation
import ImageModel
import ViewModels
import Widgets

extension DraftScreen {
    /// Shows the form; if nothing is filled in, first offers a draft that an earlier run of gaze left behind.
    static func new(_ workspace: Workspace) -> Response {
        func form() -> Response { .show(DraftScreen(workspace: workspace)) }
        guard workspace.draft.draft.isEmpty, let kept = workspace.drafts.offered else { return form() }
        var text = [kept.title, "filled in until \(kept.keptAt.formatted(.iso8601))"]
        if !kept.draft.data.isEmpty { text.insert("data \(kept.draft.data)", at: 1) }
        if kept.isAbridged { text.append("The address's user, password and query were not kept: fill them in again.") }
        return .show(
            DialogScreen(
                title: "Resume the draft?", text: text,
                buttons: [
                    .init("back", letter: "b"), .init("take it up", letter: "t"), .init("new form", letter: "n"),
                    .init("drop it", letter: "d"),
                ]
            ) { button in
                switch button {
                case 1: workspace.takeUpDraft()
                // The kept draft stays, and is offered again.
                case 2: break
                case 3: workspace.drafts.forgetOffered()
                default: return .handled
                }
                return form()
            })
    }

    /// Shows the form filled in like an image, asking first if that would discard what is filled in.
    static func new(like image: Image, _ workspace: Workspace) -> Response {
        func fill() -> Response {
            workspace.draft.fill(like: image)
            return .show(DraftScreen(workspace: workspace))
        }
        guard !workspace.draft.draft.isEmpty else { return fill() }
        return .show(
            DialogScreen(
                title: "Fill the form in anew?", text: ["The form is filled in and not sent. What is in it is lost."],
                buttons: [.init("keep it", letter: "k"), .init("anew", letter: "a")]
            ) { button in
                button == 1 ? fill() : .show(DraftScreen(workspace: workspace))
            })
    }
}
