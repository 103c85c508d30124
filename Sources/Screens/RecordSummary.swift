import ImageModel
import Terminal
import ViewModels
import Widgets

/// The part of a record above its tabs: the status, the last event, and the transfer's progress bar.
@MainActor
struct RecordSummary {
    let record: RecordModel
    let image: Image
    let keys: KeyNames

    /// Draws it at the top of a rectangle.
    ///
    /// - Returns: The remaining part of the rectangle.
    func draw(into canvas: inout Canvas, in rect: Rect) -> Rect {
        let glyphs = canvas.glyphs
        let look = StatusLook(image.status, glyphs: glyphs)
        let activity = record.isDeleting ? "deleting" : record.activity
        let (status, role) =
            activity.map { ("\(glyphs.half) \($0)", Role.statusInTransit) }
            ?? ("\(look.shape) \(image.status.rawValue)", look.role)
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
        return rest
    }

    private func words(_ glyphs: Glyphs) -> (String, Role) {
        guard let transfer = record.transfer else {
            return record.isNew ? ("\(glyphs.check) The image was created.", .success) : ("", .text)
        }
        return TransferText(transfer: transfer, glyphs: glyphs, keys: keys).sentence
    }
}
