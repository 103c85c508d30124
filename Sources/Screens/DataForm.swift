import Terminal
import ViewModels
import Widgets

/// A screen with a form for an image's attributes.
@MainActor
protocol DraftEditingForm: KeyNaming {
    associatedtype Model: DraftEditing
    /// The model that the form edits.
    var model: Model { get }
    /// The fields, as they are drawn.
    var form: Form<DraftField> { get set }
    /// The draft that the form's fields show.
    var shown: Draft { get set }
    /// The guide to the focused field.
    var guide: DraftGuide { get }
}

extension DraftEditingForm {
    /// Returns the full guide to the focused field, which may not fit beside the form.
    func helpLines(columns: Int, _ glyphs: Glyphs) -> [StyledLine] { guide.helpLines(columns: columns, glyphs) }

    /// Updates the form with changes made outside it, such as values that a file fills in or withdraws, and fields that depend
    /// on the data. Without this, the form's old values would overwrite them as if a person had typed them.
    func follow() {
        guard model.draft != shown || form.items.map(\.id) != model.fields else { return }
        let focus = form.focus
        form = DraftForm.make(model, after: form, of: shown)
        form.focus(on: focus)
        shown = model.draft
    }

    /// Moves the focus to the field that an answer or a problem is about.
    func goToQuestion() {
        guard let field = model.fieldInQuestion else { return }
        form.focus(on: field)
        model.visitFieldInQuestion()
    }
}

/// A form with a field for data, whose path is completed during typing or chosen in the file browser.
@MainActor
protocol DataForm: DraftEditingForm {
    var workspace: Workspace { get }
    /// The draft that names the data, with what is known about its bytes.
    var data: DraftModel { get }
}

extension DataForm {
    var completion: PathCompletion { workspace.completion }

    /// Reads the form's values into the model.
    func take() {
        shown = DraftForm.read(form, into: model)
        follow()
        followPath()
    }

    /// Returns the key for the form to handle: a path pasted as data is unquoted, as terminals quote the paths of dropped
    /// files.
    func asData(_ key: Key) -> Key {
        guard form.focus == .data, case .paste(let text) = key else { return key }
        return .paste(DataSource.unquoted(text))
    }

    /// Shows how the typed path can be completed, and accepts the suggestion if a person is waiting for it.
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
            // There was nothing to complete, so tab works as in any other field.
            _ = form.handle(.tab)
            take()
        }
    }

    /// Completes the path in answer to a key.
    ///
    /// - Returns: Whether the key was handled. If there is nothing to complete, it works as in any other field.
    func complete(with key: Key) -> Bool {
        guard !model.isSending, case .text(let field)? = form[.data] else { return false }
        if acceptSuggestion() { return true }
        // Until the path names a file, tab does not leave the field, or the next characters would end up in another one.
        if case .ready = data.file { return false }
        guard key == .tab, field.cursor == field.text.count, completion.isBusy || completion.isUnfinished else {
            return false
        }
        completion.want()
        return true
    }

    /// Opens the file browser at the path.
    func browse() -> Response {
        form.focus(on: .data)
        take()
        return .show(FileBrowserScreen(workspace.files, at: namedPath) { [model] in model.draft.data = $0 })
    }

    /// The fields whose problems are not shown yet: a partly typed path is not an error, and its file will fill in missing
    /// values.
    var unfinished: Set<DraftField> {
        form.focus == .data && completion.isUnfinished ? [.data, .diskFormat, .containerFormat] : []
    }

    /// Whether the data is an address and not a local file.
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

    /// The text typed as data, as far as it can be completed: a path, or the beginning of a region's or a cloud's name; else
    /// empty.
    private var typedPath: String {
        let line = model.draft.data
        if ImageElsewhere.isPlace(line) { return line }
        return isAddress || line.contains("://") ? "" : line
    }

    /// The path that is named as data; empty if there is none.
    private var namedPath: String {
        if case .file(let path)? = try? DataSource(model.draft.data) { path } else { "" }
    }
}
