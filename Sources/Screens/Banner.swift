import Terminal
import ViewModels
import Widgets

/// A failure shown at the bottom of a screen: what happened, why, what to do next, and how to see the details.
struct Banner {
    let explanation: Explanation

    /// Returns the lines of the banner, wrapped to a width.
    func lines(columns: Int, charset: Charset) -> [StyledLine] {
        let text = explanation.reason + " " + explanation.advice
        return [StyledLine("! " + explanation.headline, role: .error)]
            + TextLayout.wrapped(text, columns: columns, charset: charset).map { StyledLine($0) }
    }

    /// Draws the banner at the bottom of a rectangle.
    ///
    /// - Returns: The remaining part of the rectangle.
    func draw(into canvas: inout Canvas, in rect: Rect) -> Rect {
        let inside = rect.inset(columns: 1)
        let lines = lines(columns: inside.columns, charset: canvas.glyphs.charset)
        let parts = rect.split(top: rect.rows - lines.count - 1)
        canvas.rule(parts.rest)
        for (offset, line) in lines.enumerated() {
            line.draw(into: &canvas, row: parts.rest.row + 1 + offset, in: inside)
        }
        return parts.top
    }
}
