import Terminal
import ViewModels
import Widgets

/// A failure shown at the bottom of a screen: what happened, why, what to do next, and how to see the details.
struct Banner {
    let explanation: Explanation

    /// Returns the lines of the banner, wrapped to a width.
    ///
    /// - Parameter rows: The maximum number of lines; the last one ends with an ellipsis if there is more.
    func lines(columns: Int, rows: Int, glyphs: Glyphs) -> [StyledLine] {
        let text = explanation.reason + " " + explanation.advice
        var lines = TextLayout.wrapped(text, columns: columns, charset: glyphs.charset)
        let room = max(1, rows - 1)
        if lines.count > room {
            let rest = lines[(room - 1)...].joined(separator: " ")
            lines = lines.prefix(room - 1) + [TextLayout.truncated(rest, to: columns, glyphs: glyphs)]
        }
        return [StyledLine("! " + explanation.headline, role: .error)] + lines.map { StyledLine($0) }
    }

    /// Draws the banner at the bottom of a rectangle. It leaves at least half of it, as a server's message may be long.
    ///
    /// - Returns: The remaining part of the rectangle.
    func draw(into canvas: inout Canvas, in rect: Rect) -> Rect {
        let inside = rect.inset(columns: 1)
        let lines = lines(columns: inside.columns, rows: rect.rows / 2 - 1, glyphs: canvas.glyphs)
        let parts = rect.split(top: rect.rows - lines.count - 1)
        canvas.rule(parts.rest)
        for (offset, line) in lines.enumerated() {
            line.draw(into: &canvas, row: parts.rest.row + 1 + offset, in: inside)
        }
        return parts.top
    }
}
