package import Terminal

/// A progress bar that fills from the left.
package struct ProgressBar: Sendable {
    private let fraction: Double

    /// Creates a bar that is filled to a fraction from 0 to 1.
    package init(fraction: Double) {
        self.fraction = fraction.isFinite ? max(0, min(1, fraction)) : 0
    }

    /// Draws the bar across the first row of the rectangle.
    package func draw(into canvas: inout Canvas, in rect: Rect) {
        guard rect.columns > 2, rect.rows > 0 else { return }
        let glyphs = canvas.glyphs
        let inside = rect.columns - 2
        let done = Int((Double(inside) * fraction).rounded(.down))
        canvas.write(glyphs.barLeft, row: rect.row, column: rect.column, role: .progressTrack)
        for column in 0..<inside {
            let isDone = column < done
            canvas.write(
                isDone ? glyphs.barFull : glyphs.barEmpty, row: rect.row, column: rect.column + 1 + column,
                role: isDone ? .progress : .progressTrack)
        }
        canvas.write(glyphs.barRight, row: rect.row, column: rect.endColumn - 1, role: .progressTrack)
    }
}
