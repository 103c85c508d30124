import Terminal

/// How a form shares the screen with what its field means and with what will be sent: beside it where there is room, or
/// else below it.
struct FormPanes {
    /// Where the form is.
    let form: Rect
    private let panel: Rect
    private let isWide: Bool

    /// - Parameter rows: how many the form takes.
    init(_ body: Rect, rows: Int) {
        isWide = body.columns >= 110
        (form, panel) =
            isWide
            ? body.split(left: body.columns * 11 / 20) : body.split(top: min(rows, max(5, body.rows - 8)))
    }

    /// Draws what stands beside the form. The cursor stays where the form has put it.
    ///
    /// - Parameters:
    ///   - eighths: how much of the columns below the form the guide takes.
    ///   - request: draws what will be sent.
    @MainActor
    func draw(
        _ guide: DraftGuide, eighths: Int, into canvas: inout Canvas, request: (inout Canvas, Rect) -> Void
    ) {
        let cursor = canvas.cursor
        if isWide {
            let divider = Rect(row: panel.row, column: panel.column, rows: panel.rows, columns: 1)
            canvas.fill(divider, with: canvas.glyphs.divider, role: .border)
            let (top, bottom) = panel.split(left: 2).rest.split(top: panel.rows / 2)
            guide.draw(into: &canvas, in: top)
            canvas.rule(bottom)
            request(&canvas, bottom)
        } else {
            canvas.rule(panel)
            let inside = panel.inset(columns: 1)
            let (left, right) = inside.split(left: inside.columns * eighths / 8)
            guide.draw(
                into: &canvas, in: Rect(row: left.row, column: left.column, rows: left.rows, columns: left.columns - 2))
            request(&canvas, right)
        }
        canvas.cursor = cursor
    }
}
