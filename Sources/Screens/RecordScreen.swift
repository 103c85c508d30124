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
    private var view = TextView()
    private var showsJSON = false

    init(_ record: RecordModel) { self.record = record }

    var title: String { record.name }

    var unavailable: Set<Action> {
        var actions: Set<Action> = []
        let isUnderWay = record.transfer?.isUnderWay == true
        if !isUnderWay { actions.insert(.cancelTransfer) }
        if isUnderWay || record.transfer == nil || isVerified { actions.insert(.retryTransfer) }
        if failure == nil { actions.insert(.details) }
        return actions
    }

    private var isVerified: Bool {
        if case .verified? = record.transfer?.state { return true }
        return false
    }

    private var failure: Explanation? {
        if let failure = record.failure { return failure }
        if case .failed(let explanation)? = record.transfer?.state { return explanation }
        return nil
    }

    func status(now: Date) -> String {
        record.isDeleting ? "deleting" : record.isLoading ? "reading" : showsJSON ? "JSON" : ""
    }

    func advance() -> Response { record.isDeleted ? .back : .handled }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        var body = body
        if let failure { body = Banner(explanation: failure).draw(into: &canvas, in: body) }
        body = drawSummary(into: &canvas, in: body.inset(columns: 1))
        let charset = canvas.glyphs.charset
        let lines = showsJSON ? json(columns: body.columns, charset) : fields(columns: body.columns, charset)
        view.draw(lines, into: &canvas, in: body)
    }

    /// The status, and the bar of the data on its way.
    private func drawSummary(into canvas: inout Canvas, in rect: Rect) -> Rect {
        guard let image = record.record?.image else {
            if record.failure == nil {
                canvas.write(
                    "Reading the image\(canvas.glyphs.ellipsis)", row: rect.row, column: rect.column, role: .dim)
            }
            return rect.split(top: 2).rest
        }
        let look = StatusLook(image.status, glyphs: canvas.glyphs)
        var column =
            rect.column
            + canvas.write(
                "\(look.shape) \(image.status.rawValue)", row: rect.row, column: rect.column, role: look.role)
        if record.isNew, record.transfer == nil {
            column += canvas.write("   The image was created.", row: rect.row, column: column, role: .success)
        }
        guard let transfer = record.transfer else { return rect.split(top: 2).rest }
        let (summary, role) = Self.words(for: transfer)
        canvas.write(summary, row: rect.row, column: column + 3, role: role, limit: rect.endColumn - column - 3)
        ProgressBar(fraction: transfer.fraction).draw(
            into: &canvas, in: Rect(row: rect.row + 1, column: rect.column, rows: 1, columns: rect.columns))
        return rect.split(top: 3).rest
    }

    private static func words(for transfer: TransferModel) -> (String, Role) {
        let sent = "\(Format.bytes(transfer.bytesSent)) of \(Format.bytes(transfer.file.size))"
        switch transfer.state {
        case .sending:
            var parts = ["\(Int(transfer.fraction * 100)) %", sent]
            if let rate = transfer.bytesPerSecond { parts.append(Format.rate(rate)) }
            if let left = transfer.timeLeft { parts.append("\(Format.duration(left)) left") }
            return (parts.joined(separator: "   "), .text)
        case .verifying: return ("\(sent) sent; waiting for the service", .text)
        case .verified(let verdict): return ("Verified: \(verdict).", .success)
        case .failed: return ("Failed after \(sent).", .error)
        case .cancelled: return ("Called off after \(sent). Press u to send it again.", .warning)
        }
    }

    private func fields(columns: Int, _ charset: Charset) -> [StyledLine] {
        var lines = record.rows.flatMap { line(of: $0, columns: columns, charset) }
        if !record.headerRows.isEmpty {
            lines += [StyledLine(), StyledLine("Headers of the answer", role: .heading)]
            lines += record.headerRows.flatMap { line(of: $0, columns: columns, charset) }
        }
        return lines
    }

    /// A row's name and its value, which goes on below where it is long.
    private func line(of row: RecordModel.Row, columns: Int, _ charset: Charset) -> [StyledLine] {
        let nameColumns = max(18, TextLayout.columns(of: row.name, charset: charset) + 2)
        let padding = String(repeating: " ", count: nameColumns - TextLayout.columns(of: row.name, charset: charset))
        let role: Role = row.isNull ? .placeholder : .field
        let pieces = TextLayout.wrapped(row.value, columns: max(10, columns - nameColumns - 2), charset: charset)
        return pieces.enumerated().map { index, piece in
            StyledLine([
                .init(index == 0 ? row.name + padding : String(repeating: " ", count: nameColumns), role: .label),
                .init(piece, role: role),
            ])
        }
    }

    private func json(columns: Int, _ charset: Charset) -> [StyledLine] {
        TextLayout.wrapped(record.json, columns: columns - 2, charset: charset).map { StyledLine($0, role: .code) }
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .toggleJSON:
            showsJSON.toggle()
            view = TextView()
        case .refresh: record.refresh()
        case .cancelTransfer: record.transfer?.cancel()
        case .retryTransfer: record.retryTransfer()
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
