import Terminal

/// The layout of a form with its guide and its request: beside the form if there is room, otherwise below it.
struct FormPanes {
    /// The form's area.
    let form: Rect
    private let panel: Rect
    private let isWide: Bool

    /// - Parameters:
    ///   - body: The area to divide.
    ///   - rows: The number of rows that the form needs.
    init(_ body: Rect, rows: Int) {
        isWide = body.columns >= 110
        (form, panel) =
            isWide
            ? body.split(left: body.columns * 11 / 20) : body.split(top: min(rows, max(5, body.rows - 8)))
    }

    /// Draws the guide and the request, and leaves the cursor where the form put it.
    ///
    /// - Parameters:
    ///   - guide: The guide to the focused field.
    ///   - eighths: The guide's share of the columns below the form, in eighths.
    ///   - canvas: The canvas to draw into.
    ///   - request: Draws the request into the area it is given.
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
