public import Terminal

/// Short texts in columns, read downwards, as `ls` shows names; what there is no room for is counted.
public struct ChoiceList: Sendable {
    private let choices: [String]
    private let count: Int

    /// A list of choices.
    ///
    /// - Parameter count: how many there are, those beyond `choices` included.
    public init(_ choices: [String], count: Int) {
        self.choices = choices
        self.count = count
    }

    /// Columns between two choices.
    private static let gap = 2

    /// The lines of the list, at most `rows`.
    public func lines(rows: Int, columns: Int, glyphs: Glyphs) -> [StyledLine] {
        guard rows > 0, columns > 0, !choices.isEmpty else { return [] }
        // No column needs to be wider than what is in sight, and there is no room for more than so many.
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
