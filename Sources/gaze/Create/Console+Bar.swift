import Terminal
import Widgets

extension Console {
    /// Shows progress as a bar, replacing the bar shown before.
    ///
    /// - Parameters:
    ///   - fraction: the completed part, from 0 to 1; nil if it is not known, in which case no bar is drawn.
    ///   - words: returns the text beside the bar.
    func showBar(_ fraction: Double?, _ words: (Glyphs) -> String) {
        let size = Size(rows: 1, columns: max(20, columns - 1))
        var canvas = Canvas(size: size, charset: charset)
        var room = canvas.bounds
        if let fraction {
            let (bar, rest) = room.split(left: min(26, size.columns / 3))
            ProgressBar(fraction: fraction).draw(into: &canvas, in: bar)
            room = rest.split(left: 1).rest
        }
        let text = TextLayout.truncated(words(canvas.glyphs), to: room.columns, glyphs: canvas.glyphs)
        canvas.write(text, row: 0, column: room.column)
        replaceLine(with: canvas.lines[0])
    }
}
