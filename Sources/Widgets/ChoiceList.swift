package import Terminal

/// Short texts in columns, read downwards like the output of `ls`. Those that do not fit are counted.
package struct ChoiceList: Sendable {
    private let choices: [String]
    private let count: Int

    /// Creates a list of choices.
    ///
    /// - Parameters:
    ///   - choices: The choices that can be shown.
    ///   - count: The total number of choices, including those beyond `choices`.
    package init(_ choices: [String], count: Int) {
        self.choices = choices
        self.count = count
    }

    /// The number of columns between two choices.
    private static let gap = 2

    /// Returns the lines of the list, at most `rows`.
    package func lines(rows: Int, columns: Int, glyphs: Glyphs) -> [StyledLine] {
        guard rows > 0, columns > 0, !choices.isEmpty else { return [] }
        // Only measure as many choices as could be visible: no column needs to be wider than those.
        let likely = choices.prefix(rows * columns / (Self.gap + 1) + 1)
        let widest = likely.map { TextLayout.columns(of: $0, charset: glyphs.charset) }.max() ?? 1
        let width = min(columns, max(1, widest))
        let across = (columns + Self.gap) / (width + Self.gap)
        let isWhole = choices.count == count && count <= rows * across
        let shown = choices.prefix((isWhole ? rows : rows - 1) * across)
        let height = (shown.count + across - 1) / across
        let lines = (0..<height).map { row in
            StyledLine(
                stride(from: row, to: shown.count, by: height).flatMap { place -> [StyledLine.Span] in
                    let text = TextLayout.truncated(shown[place], to: width, glyphs: glyphs)
                    guard place + height < shown.count else { return [.init(text, role: .label)] }
                    let space = width + Self.gap - TextLayout.columns(of: text, charset: glyphs.charset)
                    return [.init(text, role: .label), .init(String(repeating: " ", count: space))]
                })
        }
        return isWhole ? lines : lines + [StyledLine("+\(count - shown.count) more", role: .dim)]
    }
}
