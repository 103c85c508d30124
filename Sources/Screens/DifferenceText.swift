import Terminal
import ViewModels
import Widgets

/// The values of two records in two columns. Their names stand in a column before them if there is room, otherwise above them.
struct DifferenceText {
    let columns: Int
    let glyphs: Glyphs

    /// The widths of the name column, which is 0 if names stand above the values, and of each value column.
    var layout: (name: Int, value: Int) {
        let name = columns >= 100 ? 24 : 0
        return (name, max(10, (columns - name - 2) / 2))
    }

    /// Returns the heading with the names of the two images.
    func heading(_ left: String, _ right: String, isRight: Bool) -> StyledLine {
        let (name, value) = layout
        func cell(_ text: String, _ isHere: Bool) -> StyledLine.Span {
            let mark = isHere ? "\(glyphs.unfolded) " : "  "
            return .init(padded(mark + text, value), role: isHere ? .labelFocused : .heading)
        }
        return StyledLine([
            .init(String(repeating: " ", count: name)), cell(left, !isRight), .init("  "), cell(right, isRight),
        ])
    }

    /// Returns the block for a row of the comparison.
    func block(_ row: RecordDifference.Row) -> BlockList.Block {
        let (name, value) = layout
        let left = TextLayout.wrapped(row.left ?? String(glyphs.none), columns: value, charset: glyphs.charset)
        let right = TextLayout.wrapped(row.right ?? String(glyphs.none), columns: value, charset: glyphs.charset)
        let names = TextLayout.wrapped(
            row.name, columns: name > 0 ? name - 2 : columns - 2, charset: glyphs.charset)
        let role: Role = row.isSame ? .dim : .field
        let count = max(left.count, right.count, name > 0 ? names.count : 0)
        let values = (0..<count).map { line in
            var spans: [StyledLine.Span] = []
            if name > 0 { spans.append(.init(padded(line < names.count ? names[line] : "", name), role: .label)) }
            spans.append(.init(padded(line < left.count ? left[line] : "", value), role: role))
            spans.append(.init(row.isSame ? "  " : "\(glyphs.vertical) ", role: .border))
            spans.append(.init(line < right.count ? right[line] : "", role: role))
            return StyledLine(spans)
        }
        let sign = row.isSame ? "" : " \(glyphs.warning)"
        let above = name > 0 ? [] : names.enumerated().map { StyledLine($1 + ($0 == 0 ? sign : ""), role: .label) }
        return BlockList.Block(lines: above + values)
    }

    private func padded(_ text: String, _ columns: Int) -> String {
        let cut = TextLayout.truncated(text, to: columns, glyphs: glyphs)
        return cut + String(repeating: " ", count: columns - TextLayout.columns(of: cut, charset: glyphs.charset))
    }
}
