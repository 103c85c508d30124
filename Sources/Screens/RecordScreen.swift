import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// One image: every field of its record, its headers, and its data on the way.
@MainActor
final class RecordScreen: Screen {
    let place = Place.record
    private let record: RecordModel
    private let workspace: Workspace
    private var view = TextView()
    private var showsJSON = false

    init(_ record: RecordModel, workspace: Workspace) {
        self.record = record
        self.workspace = workspace
    }

    var title: String { record.name }
    var imageInSight: String? { record.id }

    var unavailable: Set<Action> {
        var actions: Set<Action> = record.record == nil ? [.toggleJSON, .delete, .newLikeThis] : []
        if record.isDeleting { actions.insert(.delete) }
        let isUnderWay = record.transfer?.isUnderWay == true
        if !isUnderWay { actions.formUnion([.cancelTransfer, .holdTransfer]) }
        if record.transfer?.mayRetry != true { actions.insert(.retryTransfer) }
        if record.transfer?.actualFormat == nil { actions.insert(.correctFormat) }
        if record.transfer?.otherWays.isEmpty != false { actions.insert(.otherMethod) }
        if failure == nil { actions.insert(.details) }
        return actions
    }

    private var failure: Explanation? {
        if let failure = record.failure { return failure }
        if case .failed(let explanation)? = record.transfer?.state { return explanation }
        return nil
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        // What is watched until it settles is read all the time.
        let isWatched = record.transfer?.isUnderWay == true || record.record?.image.status.isInTransit == true
        if record.isLoading, !isWatched, record.record != nil { return "reading" }
        return showsJSON ? "JSON" : ""
    }

    func advance() -> Response { record.isDeleted ? .back : .handled }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        guard let image = record.record?.image else {
            let reading = Notice([("Reading the image\(canvas.glyphs.ellipsis)", .dim)])
            (failure.map(Notice.init) ?? reading).draw(into: &canvas, in: body)
            return
        }
        var body = body
        if let failure { body = Banner(explanation: failure).draw(into: &canvas, in: body) }
        body = drawSummary(of: image, into: &canvas, in: body.inset(columns: 1))
        let charset = canvas.glyphs.charset
        let text = RecordText(record: record, columns: body.columns - 2, charset: charset)
        let lines = showsJSON ? text.json : text.fields
        view.draw(lines, into: &canvas, in: body)
    }

    /// The status, what happened last, and the bar of the data on its way.
    ///
    /// - Returns: what is left of the rectangle.
    private func drawSummary(of image: Image, into canvas: inout Canvas, in rect: Rect) -> Rect {
        let glyphs = canvas.glyphs
        let look = StatusLook(image.status, glyphs: glyphs)
        let (status, role) =
            record.isDeleting
            ? ("\(glyphs.half) deleting", Role.statusInTransit) : ("\(look.shape) \(image.status.rawValue)", look.role)
        let (words, wordsRole) = words(glyphs)
        let column = rect.column + canvas.write(status, row: rect.row, column: rect.column, role: role) + 3
        let room = Rect(row: rect.row, column: column, rows: rect.rows, columns: rect.endColumn - column)
        let lines = TextLayout.wrapped(words, columns: room.columns, charset: glyphs.charset)
        StyledLine.draw(lines.map { StyledLine($0, role: wordsRole) }, into: &canvas, in: room)
        var rest = rect.split(top: lines.count).rest
        if let transfer = record.transfer {
            let (bar, below) = rest.split(top: 1)
            if let fraction = transfer.fraction { ProgressBar(fraction: fraction).draw(into: &canvas, in: bar) }
            rest = below
        }
        return rest.split(top: 1).rest
    }

    private func words(_ glyphs: Glyphs) -> (String, Role) {
        guard let transfer = record.transfer else {
            return record.isNew ? ("\(glyphs.check) The image was created.", .success) : ("", .text)
        }
        return TransferText(transfer: transfer, glyphs: glyphs).sentence
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .toggleJSON:
            showsJSON.toggle()
            view = TextView()
        case .newLikeThis:
            guard let image = record.record?.image else { return .handled }
            return DraftScreen.new(like: image, workspace)
        case .refresh: record.refresh()
        case .cancelTransfer: record.transfer?.cancel()
        case .retryTransfer: record.retryTransfer()
        case .correctFormat: record.correctFormat()
        case .otherMethod:
            guard let transfer = record.transfer,
                let question = DialogScreen.otherMethod(transfer, then: { [record] in record.retryTransfer(by: $0) })
            else { return .handled }
            return .show(question)
        case .holdTransfer: record.transfer?.toggleHold()
        case .delete:
            guard let image = record.record?.image else { return .handled }
            return .show(DialogScreen.delete(image) { [record] in record.delete() })
        case .details:
            guard let failure else { return .handled }
            return .show(AnswerScreen(failure))
        case .back: return .back
        default: return .ignored
        }
        return .handled
    }
}
