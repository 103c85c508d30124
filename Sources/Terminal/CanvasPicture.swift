/// A canvas as an SVG picture, with a theme's colours, selectable text, and lines and bars without gaps.
///
/// ```swift
/// let svg = CanvasPicture(canvas, theme: theme).svg(title: "gaze: Images")
/// ```
package struct CanvasPicture {
    private let canvas: Canvas
    private let theme: Theme
    /// The colours of the terminal that the theme is made for, used for the theme's default colours.
    private let ground: (text: String, background: String)

    /// The size of a cell, in pixels.
    private static let (width, height) = (8.4, 18.0)
    private static let fontSize = 14.0
    /// The position of the text's baseline in a cell, in pixels from its top.
    private static let baseline = 13.5
    private static let margin = 12.0

    /// Creates a picture of a canvas in a theme.
    package init(_ canvas: Canvas, theme: Theme) {
        (self.canvas, self.theme) = (canvas, theme)
        ground = theme.isForLightGround ? ("#1f2328", "#ffffff") : ("#d4d8dc", "#15181c")
    }

    /// Returns the picture as SVG.
    ///
    /// - Parameter title: A description for people who cannot see the picture.
    package func svg(title: String) -> String {
        let size = (
            Double(canvas.size.columns) * Self.width + 2 * Self.margin,
            Double(canvas.size.rows) * Self.height + 2 * Self.margin
        )
        let ground = colour(theme.style(of: .text).background) ?? ground.background
        var lines = [
            #"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" width="\#(Self.number(size.0))" height="\#(Self.number(size.1))" viewBox="0 0 \#(Self.number(size.0)) \#(Self.number(size.1))">"#,
            #"<title id="title">\#(Self.escaped(title))</title>"#,
            "<style>",
            "text { font: \(Self.number(Self.fontSize))px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; "
                + "white-space: pre; }",
        ]
        lines += styles
        lines.append("</style>")
        lines.append(
            #"<rect width="\#(Self.number(size.0))" height="\#(Self.number(size.1))" rx="6" fill="\#(ground)"/>"#)
        lines.append(#"<g transform="translate(\#(Self.number(Self.margin)) \#(Self.number(Self.margin)))">"#)
        for row in 0..<canvas.size.rows { lines += shapes(of: row) }
        if let cursor = canvas.cursor { lines.append(frame(cursor)) }
        lines.append("</g>")
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Colours

    /// A CSS rule for each style in use, named after its role.
    private var styles: [String] {
        var looks: [String: Style] = [:]
        for row in 0..<canvas.size.rows {
            for column in 0..<canvas.size.columns {
                let cell = canvas[row, column]
                looks[Self.name(of: cell)] = theme.style(of: cell.role, isSelected: cell.isSelected)
            }
        }
        return looks.sorted { $0.key < $1.key }.map { name, style in
            var rule = "fill: \(colours(of: style).text);"
            if style.attributes.contains(.bold) { rule += " font-weight: bold;" }
            if style.attributes.contains(.dim) { rule += " opacity: 0.6;" }
            if style.attributes.contains(.underline) { rule += " text-decoration: underline;" }
            return ".\(name) { \(rule) }"
        }
    }

    private static func name(of cell: Cell) -> String { cell.role.rawValue + (cell.isSelected ? "-selected" : "") }

    private func colours(of style: Style) -> (text: String, background: String?) {
        let text = colour(style.foreground) ?? ground.text
        let background = colour(style.background)
        guard style.attributes.contains(.reverse) else { return (text, background) }
        return (background ?? ground.background, text)
    }

    private func colour(_ colour: Colour) -> String? {
        guard case .palette(let index) = colour else { return nil }
        return "#" + Colour.components(of: index).map { String($0 + 256, radix: 16).suffix(2) }.joined()
    }

    // MARK: - Cells

    /// Returns the elements of a row: backgrounds first, then text, lines and bars.
    private func shapes(of row: Int) -> [String] {
        grounds(of: row) + texts(of: row)
    }

    private func grounds(of row: Int) -> [String] {
        runs(of: row) { cell in
            colours(of: theme.style(of: cell.role, isSelected: cell.isSelected)).background
        }.compactMap { columns, background in
            background.map { rect(row, Double(columns.lowerBound), Double(columns.count), #"fill="\#($0)""#) }
        }
    }

    private func texts(of row: Int) -> [String] {
        var result: [String] = []
        for (columns, name) in runs(of: row, Self.name) {
            var start = columns.lowerBound
            var text = ""
            func flush(_ end: Int) {
                result += textElements(text, row, start, name)
                (start, text) = (end, "")
            }
            for column in columns where column >= start && !canvas[row, column].isContinuation {
                let character = canvas[row, column].character
                let isWide = column + 1 < canvas.size.columns && canvas[row, column + 1].isContinuation
                let count = Self.merging.contains(character) ? alike(row, columns, from: column) : 1
                if let shape = shape(character, row, column, count, name) {
                    flush(column)
                    result.append(shape)
                    start = column + count
                } else if isWide {
                    flush(column)
                    result.append(textElement(String(character), row, column, 2, name))
                    start = column + 2
                } else {
                    text.append(character)
                }
            }
            flush(max(start, columns.upperBound))
        }
        return result
    }

    /// Returns elements for text whose graphemes are each one column wide. It is split at two or more spaces, which not every
    /// viewer would preserve.
    private func textElements(_ text: String, _ row: Int, _ start: Int, _ name: String) -> [String] {
        var elements: [String] = []
        var part = ""
        var blanks = 0
        func flush(_ end: Int) {
            if !part.isEmpty { elements.append(textElement(part, row, end - part.count, part.count, name)) }
            part = ""
        }
        for (offset, character) in text.enumerated() {
            if character == " " {
                blanks += 1
                continue
            }
            if blanks == 1, !part.isEmpty {
                part.append(" ")
            } else if blanks > 0 {
                flush(start + offset - blanks)
            }
            part.append(character)
            blanks = 0
        }
        flush(start + text.count - blanks)
        return elements
    }

    private func textElement(_ text: String, _ row: Int, _ column: Int, _ columns: Int, _ name: String) -> String {
        let (x, y) = (Double(column) * Self.width, Double(row) * Self.height + Self.baseline)
        // The width is given so that each cell keeps its place, whatever the font.
        return
            #"<text class="\#(name)" x="\#(Self.number(x))" y="\#(Self.number(y))" textLength="\#(Self.number(Double(columns) * Self.width))" lengthAdjust="spacingAndGlyphs">\#(Self.escaped(text))</text>"#
    }

    /// The characters that are merged with equal neighbours into one shape.
    private static let merging: Set<Character> = ["─", "█", "░"]

    /// Returns how many cells of a row have the same character, beginning with a column.
    private func alike(_ row: Int, _ columns: Range<Int>, from column: Int) -> Int {
        let character = canvas[row, column].character
        return columns[column...].prefix { canvas[row, $0].character == character }.count
    }

    /// Returns a line or a bar as a shape, which meets its neighbours as in a terminal, unlike the glyphs of some fonts; nil
    /// for all other characters.
    ///
    /// - Parameter count: The number of equal cells to merge.
    private func shape(_ character: Character, _ row: Int, _ column: Int, _ count: Int, _ name: String) -> String? {
        let look = #"class="\#(name)""#
        let column = Double(column)
        switch character {
        case "█": return rect(row, column, Double(count), look)
        case "▌": return rect(row, column, 0.5, look)
        case "▕": return rect(row, column + 0.875, 0.125, look)
        case "▏": return rect(row, column, 0.125, look)
        case "░": return rect(row, column, Double(count), look + #" fill-opacity="0.25""#)
        default: break
        }
        guard let ends = Self.lines[character] else { return nil }
        let (x, y) = (column * Self.width, Double(row) * Self.height)
        let (middleX, middleY) = (x + Self.width / 2, y + Self.height / 2)
        var rects: [String] = []
        func line(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
            rects.append(
                "M\(Self.number(x)) \(Self.number(y))h\(Self.number(width))v\(Self.number(height))h\(Self.number(-width))z"
            )
        }
        let half = 0.6
        if ends == .across {
            line(x, middleY - half, Double(count) * Self.width, 2 * half)
        } else if ends.contains(.left) {
            line(x, middleY - half, Self.width / 2 + half, 2 * half)
        } else if ends.contains(.right) {
            line(middleX - half, middleY - half, Self.width / 2 + half, 2 * half)
        }
        if ends.contains(.up) { line(middleX - half, y, 2 * half, Self.height / 2 + half) }
        if ends.contains(.down) { line(middleX - half, middleY - half, 2 * half, Self.height / 2 + half) }
        if ends.contains(.dashed) {
            for part in 0..<4 { line(middleX - half, y + 4.5 * Double(part) + 1, 2 * half, 2.5) }
        }
        return #"<path \#(look) d="\#(rects.joined())"/>"#
    }

    private func rect(_ row: Int, _ column: Double, _ columns: Double, _ look: String) -> String {
        let (x, y) = (column * Self.width, Double(row) * Self.height)
        return
            #"<rect \#(look) x="\#(Self.number(x))" y="\#(Self.number(y))" width="\#(Self.number(columns * Self.width))" height="\#(Self.number(Self.height))"/>"#
    }

    private func frame(_ cursor: Position) -> String {
        rect(cursor.row, Double(cursor.column), 1, #"fill="none" stroke="\#(ground.text)""#)
    }

    /// Returns the runs of adjacent cells in a row that have the same value.
    private func runs<Value: Equatable>(of row: Int, _ value: (Cell) -> Value) -> [(columns: Range<Int>, value: Value)]
    {
        var runs: [(columns: Range<Int>, value: Value)] = []
        for column in 0..<canvas.size.columns {
            let value = value(canvas[row, column])
            if let last = runs.last, last.value == value {
                runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
            } else {
                runs.append((column..<column + 1, value))
            }
        }
        return runs
    }

    /// The directions in which the lines of a character go.
    private struct Ends: OptionSet {
        let rawValue: Int
        static let left = Ends(rawValue: 1)
        static let right = Ends(rawValue: 2)
        static let up = Ends(rawValue: 4)
        static let down = Ends(rawValue: 8)
        static let dashed = Ends(rawValue: 16)
        static let across: Ends = [.left, .right]
    }

    private static let lines: [Character: Ends] = [
        "─": .across, "│": [.up, .down], "┊": [.dashed], "┌": [.right, .down], "┐": [.left, .down],
        "└": [.right, .up], "┘": [.left, .up],
    ]

    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
    }

    /// Returns text escaped for XML. Of the characters that XML does not allow, only noncharacters can occur in a canvas.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Theme {
    /// Whether the theme is made for terminals with a light background: the text that it puts there is dark on average.
    var isForLightGround: Bool {
        let texts = Role.allCases.map { style(of: $0) }.filter { $0.background == .standard }.compactMap { style in
            if case .palette(let index) = style.foreground { Colour.components(of: index).reduce(0, +) } else { nil }
        }
        return !texts.isEmpty && texts.reduce(0, +) / texts.count < 3 * 128
    }
}
