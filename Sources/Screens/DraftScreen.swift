import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The form that makes an image, with what the field means and what will be sent beside it or below it.
@MainActor
final class DraftScreen: Screen {
    let title = "New image"
    private let workspace: Workspace
    private var form: Form<DraftField>
    private var shown: Draft
    private var propertyCompletion = Completion()

    init(workspace: Workspace) {
        self.workspace = workspace
        shown = workspace.draft.draft
        form = DraftForm.make(workspace.draft)
        workspace.draft.loadChoices()
    }

    var place: Place { form.focus == .data ? .dataFile : .form }

    private var model: DraftModel { workspace.draft }
    private var completion: PathCompletion { workspace.completion }

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
            ? "sending; esc calls it off"
            : model.schema != nil
                ? "" : model.schemaFailure == nil ? "reading the choices" : "the usual choices"
    }

    func advance() -> Response {
        if let created = workspace.takeCreated() { return .replace(RecordScreen(created, workspace: workspace)) }
        DraftForm.offer(model, in: &form)
        if model.draft != shown || form.items.map(\.id) != model.fields {
            // Somebody else than the form has changed the draft, or what is named as data brings other fields with it.
            let focus = form.focus
            form = DraftForm.make(model, after: form, of: shown)
            form.focus(on: focus)
            shown = model.draft
        }
        if let field = model.fieldInQuestion {
            form.focus(on: field)
            model.visitFieldInQuestion()
        }
        if form.focus == .properties || !model.draft.properties.isEmpty { workspace.guidance.load() }
        complete()
        return .handled
    }

    /// Shows what the path that is being typed may go on with, and adds it where a person waits for that.
    private func complete() {
        followPath()
        guard case .text(var field)? = form[.data] else { return }
        if field.suggestion != completion.suggestion {
            field.suggestion = completion.suggestion
            form[.data] = .text(field)
        }
        if completion.isWanted, !completion.isBusy {
            completion.answered()
            guard !acceptSuggestion(), !completion.isUnfinished else { return }
            // There was nothing to complete, so tab was a key as in any other field.
            _ = form.handle(.tab)
            take()
        }
    }

    private func followPath() {
        completion.update(form.focus == .data && !model.isSending ? typedPath : "")
    }

    /// What is typed as data; empty where that is no path.
    private var typedPath: String { isAddress ? "" : model.draft.data }

    /// Whether the data is the address of something elsewhere.
    private var isAddress: Bool {
        if case .elsewhere = model.file { true } else { false }
    }

    private func acceptSuggestion() -> Bool {
        guard case .text(var field)? = form[.data], field.acceptSuggestion() else { return false }
        form[.data] = .text(field)
        take()
        return true
    }

    /// - Returns: whether the key has had its use: where there is nothing to complete, it is a key as in any other field.
    private func complete(with key: Key) -> Bool {
        guard !model.isSending, case .text(let field)? = form[.data] else { return false }
        if acceptSuggestion() { return true }
        // Until the path names a file, tab does not leave it: what is typed next would land in another field.
        if case .ready = model.file { return false }
        guard key == .tab, field.cursor == field.text.count, completion.isBusy || completion.isUnfinished else {
            return false
        }
        completion.want()
        return true
    }

    /// Opens the file browser where the path leads.
    private func browse() -> Response {
        form.focus(on: .data)
        take()
        return .show(FileBrowserScreen(workspace.files, at: typedPath) { [model] in model.draft.data = $0 })
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let problems = model.problems
        let panes = FormPanes(body, rows: form.rows)
        let guide = DraftGuide(
            model: model, data: model, completion: completion, notKept: workspace.drafts.failure, field: form.focus,
            property: DraftForm.propertyGuide(form, workspace.guidance))
        let doubt = workspace.guidance.warnings(about: model.draft).first
        let request = DraftRequest(model: model)
        form.draw(into: &canvas, in: panes.form.inset(columns: 1)) { field in
            // A path that is on its way to a name is not wrong yet.
            if field == .data, form.focus == .data, completion.isUnfinished { return nil }
            return (problems[field] ?? (field == .properties ? doubt : nil)).map { Form.Note($0, role: .warning) }
        }
        panes.draw(guide, eighths: 5, into: &canvas) { request.draw(into: &$0, in: $1) }
    }

    func pick(_ item: Int) -> Response {
        guard !model.isSending else { return .handled }
        completion.answered()
        form.pick(item)
        take()
        return .handled
    }

    func handle(_ key: Key) -> Response {
        // Whoever goes on without the suggestion waits for it no more.
        completion.answered()
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
            return .show(ReviewScreen(workspace))
        case .details:
            return model.refusal.map { .show(AnswerScreen($0)) } ?? .handled
        case .clearDraft:
            guard !unavailable.contains(.clearDraft) else { return .handled }
            return .show(
                DialogScreen(
                    title: "Empty every field?", text: ["What is filled in is lost."],
                    buttons: [.init("keep", letter: "k"), .init("empty", letter: "e")]
                ) { [model] button in
                    if button == 1 { model.clear() }
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
        case .help where key != .character("?"):
            return .ignored
        default:
            // While the request is on its way, what it says does not change.
            guard !model.isSending else { return .handled }
            let isCompletion =
                key == .tab && DraftForm.completeProperty(in: &form, &propertyCompletion, workspace.guidance)
            if !isCompletion { _ = form.handle(key) }
            take()
            return .handled
        }
    }

    /// Sends; asks first where the file is one that a cloud refuses or a hypervisor should.
    static func submit(_ model: DraftModel) -> Response {
        let warnings = model.warnings
        guard !warnings.isEmpty, model.problems.isEmpty else {
            model.submit()
            return .handled
        }
        return .show(
            DialogScreen(
                title: "Send this file?",
                text: warnings.flatMap { ["! \($0.title). \($0.explanation) \($0.remedy)", ""] }.dropLast(),
                buttons: [.init("back", letter: "b"), .init("send it", letter: "s")]
            ) { button in
                if button == 1 { model.submit(knowingly: true) }
                return .handled
            })
    }

    /// Brings what the form holds to the model.
    private func take() {
        DraftForm.read(form, into: model)
        shown = model.draft
        followPath()
    }
}
