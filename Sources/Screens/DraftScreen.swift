import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The form that creates an image, with the guide to the focused field and the request beside or below it.
@MainActor
final class DraftScreen: DataForm {
    let title = "New image"
    var keys = KeyTable.standard
    let workspace: Workspace
    var form: Form<DraftField>
    var shown: Draft
    private var propertyCompletion = Completion()

    init(workspace: Workspace) {
        self.workspace = workspace
        shown = workspace.draft.draft
        form = DraftForm.make(workspace.draft)
        workspace.draft.loadChoices()
    }

    var place: Place { form.focus == .data ? .dataFile : .form }

    var model: DraftModel { workspace.draft }
    var data: DraftModel { workspace.draft }

    var unavailable: Set<Action> {
        var actions: Set<Action> = model.refusal == nil ? [.details] : []
        if model.isSending {
            actions.formUnion([
                .create, .review, .nextField, .back, .clearDraft, .showProperties, .choosePreset, .completePath,
                .browseFiles,
            ])
        }
        if model.draft.isEmpty { actions.insert(.clearDraft) }
        if model.isSending || model.suggestedProperties.isEmpty { actions.insert(.takeSuggestions) }
        if !completion.isUnfinished { actions.insert(.completePath) }
        if isAddress { actions.insert(.browseFiles) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        model.isSending
            ? keyNames.sending
            : model.schema != nil
                ? "" : model.schemaFailure == nil ? "reading the choices" : "the usual choices"
    }

    func advance() -> Response {
        if let created = workspace.takeCreated() { return .replace(RecordScreen(created, workspace: workspace)) }
        DraftForm.offer(model, in: &form)
        follow()
        goToQuestion()
        if form.focus == .properties || !model.draft.properties.isEmpty { workspace.guidance.load() }
        complete()
        return .handled
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let problems = model.problems
        let panes = FormPanes(body, rows: form.rows)
        let guide = guide
        let request = DraftRequest(model: model)
        form.draw(into: &canvas, in: panes.form.inset(columns: 1)) { [unfinished] field in
            guard !unfinished.contains(field) else { return nil }
            let remark = field == .properties ? guide.doubts.first : field == .data ? model.unread : nil
            return (problems[field] ?? remark).map { Form.Note($0, role: .warning) }
        }
        panes.draw(guide, eighths: 5, into: &canvas) { request.draw(into: &$0, in: $1) }
    }

    var guide: DraftGuide {
        DraftGuide(
            model: model, data: model, completion: completion, notKept: workspace.drafts.failure, field: form.focus,
            doubts: workspace.guidance.warnings(about: model.draft),
            property: DraftForm.propertyGuide(form, workspace.guidance, keyNames), keys: keyNames)
    }

    func pick(_ item: Int) -> Response {
        guard !model.isSending else { return .handled }
        completion.answered()
        follow()
        form.pick(item)
        take()
        return .handled
    }

    func handle(_ key: Key) -> Response {
        // The person has moved on without the suggestion, so do not wait for it any longer.
        completion.answered()
        // Pick up what has changed since the last drawing.
        follow()
        switch KeyBinding.action(for: key, in: place) {
        case .create:
            form.commit()
            take()
            return Self.submit(model)
        case .takeSuggestions:
            guard !unavailable.contains(.takeSuggestions) else { return .handled }
            model.takeSuggestedProperties()
            return .handled
        case .back:
            if model.isSending {
                model.cancelSending()
                return .handled
            }
            form.commit()
            take()
            completion.update("")
            return .back
        case .review:
            guard !model.isSending else { return .handled }
            form.commit()
            take()
            return .show(
                ReviewScreen { [workspace] in
                    workspace.review()
                } submit: { [model] in
                    DraftScreen.submit(model)
                })
        case .details:
            return model.refusal.map { .show(AnswerScreen($0)) } ?? .handled
        case .clearDraft:
            guard !unavailable.contains(.clearDraft) else { return .handled }
            return .show(
                DialogScreen(
                    title: "Empty every field?", text: ["What is filled in is lost."],
                    buttons: [.init("keep", letter: "k"), .init("empty", letter: "e")]
                ) { [self] button in
                    guard button == 1 else { return .handled }
                    model.clear()
                    form.focus(on: .name)
                    return .handled
                })
        case .showProperties:
            guard !model.isSending else { return .handled }
            form.commit()
            take()
            return .show(PropertiesScreen(workspace: workspace, of: model))
        case .choosePreset:
            guard !model.isSending else { return .handled }
            form.commit()
            take()
            return .show(PresetsScreen(workspace: workspace))
        case .completePath where complete(with: key):
            return .handled
        case .browseFiles where !model.isSending && !(isAddress && key == .enter):
            return browse()
        case .help:
            return .ignored
        default:
            // The form cannot be edited while its request is in flight.
            guard !model.isSending else { return .handled }
            let isCompletion =
                key == .tab && DraftForm.completeProperty(in: &form, &propertyCompletion, workspace.guidance)
            if !isCompletion { _ = form.handle(asData(key)) }
            take()
            return .handled
        }
    }

    /// Submits the draft, asking first if its file is one that a cloud refuses or a hypervisor should.
    static func submit(_ model: DraftModel) -> Response {
        ask(model.warnings, hasProblems: !model.problems.isEmpty) { model.submit(knowingly: $0) }
    }

    /// Submits, asking first if there are warnings and no problems that prevent it anyway.
    ///
    /// - Parameters:
    ///   - warnings: What the person should know about the file.
    ///   - hasProblems: Whether there are problems that prevent sending.
    ///   - submit: Submits; its argument is whether the person has confirmed the warnings.
    static func ask(
        _ warnings: [FileWarning], hasProblems: Bool, _ submit: @escaping @MainActor (Bool) -> Void
    ) -> Response {
        guard !warnings.isEmpty, !hasProblems else {
            submit(false)
            return .handled
        }
        return .show(
            DialogScreen(
                title: "Send this file?",
                text: warnings.flatMap { ["! \($0.title). \($0.explanation) \($0.remedy)", ""] }.dropLast(),
                buttons: [.init("back", letter: "b"), .init("send it", letter: "s")]
            ) { button in
                if button == 1 { submit(true) }
                return .handled
            })
    }
}
