import Terminal
import ViewModels
import Widgets

/// A screen with a form of an image's attributes.
@MainActor
protocol DraftEditingForm: KeyNaming {
    associatedtype Model: DraftEditing
    /// What the form works on.
    var model: Model { get }
    /// The fields, as they are drawn.
    var form: Form<DraftField> { get set }
    /// What the form says.
    var shown: Draft { get set }
    /// What is said of the field that has the cursor.
    var guide: DraftGuide { get }
}

extension DraftEditingForm {
    /// All that is said of the field that has the cursor: beside the form there may be room for a part.
    func helpLines(columns: Int, _ glyphs: Glyphs) -> [StyledLine] { guide.helpLines(columns: columns, glyphs) }

    /// Shows what somebody else than the form has changed, such as what a file fills in or takes back, and the fields that
    /// the data brings with it. What the form says would stand against it otherwise, as if a person had typed it.
    func follow() {
        guard model.draft != shown || form.items.map(\.id) != model.fields else { return }
        let focus = form.focus
        form = DraftForm.make(model, after: form, of: shown)
        form.focus(on: focus)
        shown = model.draft
    }

    /// Goes to the field that an answer or a problem is about.
    func goToQuestion() {
        guard let field = model.fieldInQuestion else { return }
        form.focus(on: field)
        model.visitFieldInQuestion()
    }
}

/// A form that has a field for data: its path is completed as it is typed, and chosen in the file browser.
@MainActor
protocol DataForm: DraftEditingForm {
    var workspace: Workspace { get }
    /// What is named as data, and what the bytes of it say.
    var data: DraftModel { get }
}

extension DataForm {
    var completion: PathCompletion { workspace.completion }

    /// Brings what the form holds to the model.
    func take() {
        shown = DraftForm.read(form, into: model)
        follow()
        followPath()
    }

    /// A key as the form takes it: a path that is pasted as data may be quoted, as terminals do with what is dropped on them.
    func asData(_ key: Key) -> Key {
        guard form.focus == .data, case .paste(let text) = key else { return key }
        return .paste(DataSource.unquoted(text))
    }

    /// Shows what the path that is being typed may go on with, and adds it where a person waits for that.
    func complete() {
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

    /// - Returns: whether the key has had its use: where there is nothing to complete, it is a key as in any other field.
    func complete(with key: Key) -> Bool {
        guard !model.isSending, case .text(let field)? = form[.data] else { return false }
        if acceptSuggestion() { return true }
        // Until the path names a file, tab does not leave it: what is typed next would land in another field.
        if case .ready = data.file { return false }
        guard key == .tab, field.cursor == field.text.count, completion.isBusy || completion.isUnfinished else {
            return false
        }
        completion.want()
        return true
    }

    /// Opens the file browser where the path leads.
    func browse() -> Response {
        form.focus(on: .data)
        take()
        return .show(FileBrowserScreen(workspace.files, at: namedPath) { [model] in model.draft.data = $0 })
    }

    /// The fields whose problems are not told yet: a path that is on its way to a name is not wrong, and what it names fills in
    /// what is missing.
    var unfinished: Set<DraftField> {
        form.focus == .data && completion.isUnfinished ? [.data, .diskFormat, .containerFormat] : []
    }

    /// Whether the data is the address of something elsewhere.
    var isAddress: Bool {
        if case .elsewhere = data.file { true } else { false }
    }

    private func acceptSuggestion() -> Bool {
        guard case .text(var field)? = form[.data], field.acceptSuggestion() else { return false }
        form[.data] = .text(field)
        take()
        return true
    }

    private func followPath() {
        completion.update(form.focus == .data && !model.isSending ? typedPath : "")
    }

    /// What is typed as data; empty where that is neither a path nor on its way to the name of a region or a cloud.
    private var typedPath: String {
        let line = model.draft.data
        if ImageElsewhere.isPlace(line) { return line }
        return isAddress || line.contains("://") ? "" : line
    }

    /// The path that is named as data; empty where none is.
    private var namedPath: String {
        if case .file(let path)? = try? DataSource(model.draft.data) { path } else { "" }
    }
}
