import Terminal
import ViewModels
import Widgets

/// A failure at the bottom of a screen: what happened, why, what to do next, and how to see the rest.
struct Banner {
    let explanation: Explanation

    /// The lines, broken to a width.
    ///
    /// - Parameter rows: the most lines; the last of them tells by its end that there is more.
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

    /// Draws the banner at the bottom of a rectangle, of which it leaves half at least: a server's words may be long.
    ///
    /// - Returns: what is left of the rectangle.
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
