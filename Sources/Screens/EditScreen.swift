import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The form that changes an image, with the guide to the focused field and the changes that will be sent.
@MainActor
final class EditScreen: DraftEditingForm {
    let place = Place.edit
    var keys = KeyTable.standard
    let model: EditModel
    private let workspace: Workspace
    var form: Form<DraftField>
    var shown: Draft
    private var propertyCompletion = Completion()

    init(_ model: EditModel, workspace: Workspace) {
        self.model = model
        self.workspace = workspace
        shown = model.draft
        form = DraftForm.make(model)
    }

    let title = "Change"
    var imageInSight: String? { model.id }

    var unavailable: Set<Action> {
        var actions: Set<Action> = model.refusal == nil ? [.details] : []
        if model.patch.changes.isEmpty { actions.formUnion([.undoChanges, .sendChanges]) }
        if model.isSending {
            actions.formUnion([.sendChanges, .undoChanges, .review, .showProperties, .nextField, .back])
        }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        if model.isSending { return keyNames.sending }
        let count = model.patch.changes.count
        return count == 0 ? "nothing changed" : count == 1 ? "1 change" : "\(count) changes"
    }

    func advance() -> Response {
        if model.isDone { return .back }
        if let conflict = model.conflict { return .show(question(about: conflict)) }
        DraftForm.offer(model, in: &form)
        follow()
        goToQuestion()
        workspace.guidance.load()
        return .handled
    }

    /// Returns the question that lists the changes made by somebody else and asks what to do.
    private func question(about conflict: EditConflict) -> DialogScreen {
        let changes = conflict.changes.flatMap { change -> [String] in
            let now = change.now.map { "“\($0)”" } ?? "gone"
            let line = "\(change.name): " + (change.before.map { "“\($0)” " } ?? "") + "is now \(now)"
            let own = change.own.map { "your form says “\($0)”" } ?? "your form takes it away"
            return [line] + (change.isTouched ? ["  \(own)"] : [])
        }
        return DialogScreen(
            title: "Somebody else has changed it",
            text: changes + ["", "Nothing was sent. Keep editing the record as it is now, or leave it as it is?"],
            buttons: [.init("keep editing", letter: "k"), .init("leave it", letter: "l")]
        ) { [model] button in
            model.keepEditing()
            return button == 1 ? .back : .handled
        }
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let problems = model.problems
        let panes = FormPanes(body, rows: form.rows)
        let guide = guide
        form.draw(into: &canvas, in: panes.form.inset(columns: 1)) { field in
            (problems[field] ?? (field == .properties ? guide.doubts.first : nil)).map { Form.Note($0, role: .warning) }
        }
        panes.draw(guide, eighths: 4, into: &canvas) { PatchText(model: model).draw(into: &$0, in: $1) }
    }

    var guide: DraftGuide {
        DraftGuide(
            model: model, completion: workspace.completion, notKept: rebased, field: form.focus,
            doubts: workspace.guidance.warnings(about: model.draft),
            property: DraftForm.propertyGuide(form, workspace.guidance, keyNames), keys: keyNames)
    }

    /// The note on a form whose changes were carried over to a record that somebody else had changed.
    private var rebased: String? {
        model.isRebased ? "Your changes are on the record as it is now. Look through them, and send again." : nil
    }

    func pick(_ item: Int) -> Response {
        guard !model.isSending else { return .handled }
        form.pick(item)
        take()
        return .handled
    }

    func handle(_ key: Key) -> Response {
        switch KeyBinding.action(for: key, in: place) {
        case .sendChanges:
            commit()
            model.submit()
        case .back:
            if model.isSending {
                model.cancelSending()
                return .handled
            }
            commit()
            return leave()
        case .details: return model.refusal.map { .show(AnswerScreen($0)) } ?? .handled
        case .review where !model.isSending:
            commit()
            return .show(PatchScreen(model))
        case .showProperties where !model.isSending:
            commit()
            return .show(PropertiesScreen(workspace: workspace, of: model))
        case .undoChanges where !model.isSending: model.undo()
        case .help: return .ignored
        default:
            // The form cannot be edited while its request is in flight.
            guard !model.isSending else { return .handled }
            let isCompletion =
                key == .tab && DraftForm.completeProperty(in: &form, &propertyCompletion, workspace.guidance)
            if !isCompletion { _ = form.handle(key) }
            take()
        }
        return .handled
    }

    /// Leaves the form, asking first if changes would be lost.
    private func leave() -> Response {
        let count = model.patch.changes.count
        guard count > 0 else { return .back }
        return .show(
            DialogScreen(
                title: "Leave without sending?",
                text: [count == 1 ? "The change is lost." : "The \(count) changes are lost."],
                buttons: [.init("keep editing", letter: "k"), .init("leave", letter: "l")]
            ) { button in
                button == 1 ? .back : .handled
            })
    }

    /// Commits partly typed values, and reads the form.
    private func commit() {
        form.commit()
        take()
    }

    /// Reads the form's values into the model.
    private func take() {
        shown = DraftForm.read(form, into: model)
    }
}
