import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The form that gives data to a record that has none, with a description of the data and the requests that will be sent.
@MainActor
final class BringScreen: DataForm {
    let title = "Bring data"
    var keys = KeyTable.standard
    let model: BringModel
    let workspace: Workspace
    /// Whether the record's screen is below this one; if so, it is replaced once the transfer has started.
    private let isFromRecord: Bool
    var form: Form<DraftField>
    var shown: Draft

    private init(_ model: BringModel, workspace: Workspace, isFromRecord: Bool) {
        self.model = model
        self.workspace = workspace
        self.isFromRecord = isFromRecord
        shown = model.draft
        form = DraftForm.make(model)
        form.focus(on: .data)
    }

    /// Returns the response that shows the form, or one that says why the image takes no data.
    static func show(_ image: Image, _ workspace: Workspace, fromRecord isFromRecord: Bool) -> Response {
        if let model = workspace.bring(image) {
            return .show(BringScreen(model, workspace: workspace, isFromRecord: isFromRecord))
        }
        let reason = image.awaitsData ? "its data is on its way" : "it is \(image.status.rawValue)"
        return .say("\(image.nameOrID) takes no data, for \(reason); a queued image does.")
    }

    var place: Place { form.focus == .data ? .bringFile : .bring }
    var part: String? { model.image.nameOrID }
    var imageInSight: String? { model.image.id }
    var data: DraftModel { model.data }

    var unavailable: Set<Action> {
        var actions: Set<Action> = model.refusal == nil ? [.details] : []
        if model.isSending { actions.formUnion([.create, .review, .nextField, .back, .completePath, .browseFiles]) }
        if !completion.isUnfinished { actions.insert(.completePath) }
        if isAddress { actions.insert(.browseFiles) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String { model.isSending ? keyNames.sending : "" }

    func advance() -> Response {
        if let transfer = model.transfer {
            completion.update("")
            let record = Response.replace(RecordScreen(workspace.record(of: transfer), workspace: workspace))
            return isFromRecord ? .closing(record) : record
        }
        DraftForm.offer(model, in: &form)
        follow()
        goToQuestion()
        complete()
        return .handled
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let problems = model.problems
        let panes = FormPanes(body, rows: form.rows)
        form.draw(into: &canvas, in: panes.form.inset(columns: 1)) { [unfinished] field in
            guard !unfinished.contains(field) else { return nil }
            return problems[field].map { Form.Note($0, role: .warning) }
        }
        panes.draw(guide, eighths: 5, into: &canvas) { drawRequests(into: &$0, in: $1) }
    }

    var guide: DraftGuide {
        DraftGuide(model: model, data: model.data, completion: completion, field: form.focus, keys: keyNames)
    }

    /// Draws the requests that will be sent, as they stand. The heading goes on the first row, which may be a rule.
    private func drawRequests(into canvas: inout Canvas, in rect: Rect) {
        canvas.write(" What is sent ", row: rect.row, column: rect.column - 1, role: .heading)
        let room = rect.split(top: 1).rest
        let requests = model.draft.data.isEmpty ? [] : model.requests
        let lines = requests.flatMap { TextLayout.wrapped($0, columns: room.columns, charset: canvas.glyphs.charset) }
            .map { StyledLine($0, role: .code) }
        StyledLine.draw(
            lines.isEmpty ? [StyledLine("nothing so far", role: .dim)] : lines, into: &canvas, in: room)
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
            guard !model.isSending else { return .handled }
            form.commit()
            take()
            return Self.submit(model)
        case .review:
            guard !model.isSending else { return .handled }
            form.commit()
            take()
            return .show(
                ReviewScreen { [workspace, model] in
                    workspace.review(model)
                } submit: { [model] in
                    BringScreen.submit(model)
                })
        case .back:
            if model.isSending {
                model.cancelSending()
                return .handled
            }
            completion.update("")
            return .back
        case .details: return model.refusal.map { .show(AnswerScreen($0)) } ?? .handled
        case .completePath where complete(with: key): return .handled
        case .browseFiles where !model.isSending && !(isAddress && key == .enter):
            return browse()
        case .help: return .ignored
        default:
            // The form cannot be edited while its request is in flight.
            guard !model.isSending else { return .handled }
            _ = form.handle(asData(key))
            take()
        }
        return .handled
    }

    /// Submits the data, asking first if it is data that a cloud refuses or a hypervisor should.
    private static func submit(_ model: BringModel) -> Response {
        DraftScreen.ask(model.warnings, hasProblems: !model.problems.isEmpty) { model.submit(knowingly: $0) }
    }
}
