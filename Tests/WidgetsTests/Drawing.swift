import Terminal

/// A canvas that a test draws a widget into.
func drawing(
    rows: Int = 1, columns: Int, charset: Charset = .utf8, _ draw: (inout Canvas, Rect) -> Void
) -> Canvas {
    var canvas = Canvas(size: Size(rows: rows, columns: columns), charset: charset)
    draw(&canvas, canvas.bounds)
    return canvas
}

/// A canvas with a widget in the middle of dots, so that what leaves its rectangle is seen.
func framed(
    rows: Int = 1, columns: Int, charset: Charset = .utf8, _ draw: (inout Canvas, Rect) -> Void
) -> Canvas {
    drawing(rows: rows + 2, columns: columns + 2, charset: charset) { canvas, rect in
        canvas.fill(rect, with: ".")
        let inside = rect.inset(rows: 1, columns: 1)
        canvas.fill(inside)
        draw(&canvas, inside)
    }
}

extension Canvas {
    /// Whether the dots around a widget are all there.
    var frameIsWhole: Bool {
        (0..<size.rows).allSatisfy { row in
            (0..<size.columns).allSatisfy { column in
                let isEdge = row == 0 || column == 0 || row == size.rows - 1 || column == size.columns - 1
                return !isEdge || self[row, column].character == "."
            }
        }
    }

    /// Whether the cursor, where there is one, is inside of the dots.
    var cursorIsInside: Bool {
        guard let cursor else { return true }
        return (1..<size.rows - 1).contains(cursor.row) && (1..<size.columns - 1).contains(cursor.column)
    }

    /// A row's text where its cells have a role; `·` elsewhere.
    func text(_ role: Role, row: Int = 0) -> String {
        String((0..<size.columns).map { self[row, $0].role == role ? self[row, $0].character : "·" })
    }
}

/// Keys for each character of a text.
func typing(_ text: String) -> [Key] { text.map(Key.character) }
