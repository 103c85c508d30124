import CNcurses
import Foundation

/// Paints canvases on ncurses' screen, and allocates colour pairs for themes.
@MainActor
struct Painter {
    private let charset: Charset
    /// The number of colours of the terminal; 0 if none are to be used.
    private let colours: Int
    private let hasDefaultColours: Bool
    private var pairs: [Pair: Int16] = [:]
    private var shown: Canvas?
    private var shownTheme: Theme?

    private struct Pair: Hashable {
        let foreground: Int16
        let background: Int16
    }

    /// Creates a painter. ncurses must have been started.
    init(charset: Charset, monochrome: Bool) {
        self.charset = charset
        if !monochrome, has_colors(), start_color() == OK, curses_colors() >= 8 {
            colours = Int(curses_colors())
            hasDefaultColours = use_default_colors() == OK
        } else {
            colours = 0
            hasDefaultColours = true
        }
    }

    /// Returns a string capability of the terminal without its padding; nil if it has none of that name.
    static func capability(_ name: String) -> String? {
        // tigetstr returns (char *)-1 if the name is not that of a string capability.
        guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return nil }
        return String(cString: text).replacing(/\$<[^>]*>/, with: "")
    }

    /// Discards what is known about the screen, so that all of it is painted again.
    mutating func forget() {
        shown = nil
    }

    mutating func paint(_ canvas: Canvas, theme: Theme) {
        let before = shown?.size == canvas.size && shownTheme == theme ? shown : nil
        for row in 0..<canvas.size.rows {
            for column in 0..<canvas.size.columns {
                let cell = canvas[row, column]
                if cell.isContinuation || before?[row, column] == cell && !isHalfOfChange(row, column, canvas, before) {
                    continue
                }
                put(cell, row: row, column: column, theme: theme)
            }
        }
        shown = canvas
        shownTheme = theme
        if let cursor = canvas.cursor {
            curs_set(1)
            move(Int32(cursor.row), Int32(cursor.column))
        } else {
            curs_set(0)
        }
    }

    /// Whether a cell must be written again because its neighbour was or becomes half of a wide grapheme: ncurses blanks both
    /// halves when one is overwritten.
    private func isHalfOfChange(_ row: Int, _ column: Int, _ canvas: Canvas, _ before: Canvas?) -> Bool {
        guard let before, column + 1 < canvas.size.columns else { return false }
        return before[row, column + 1].isContinuation || canvas[row, column + 1].isContinuation
    }

    private mutating func put(_ cell: Cell, row: Int, column: Int, theme: Theme) {
        let style = theme.style(of: cell.role, isSelected: cell.isSelected)
        var text = cell.character.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
        text.append(0)
        let attributes = colours > 0 ? style.attributes : style.monochromeAttributes ?? style.attributes
        _ = curses_put(Int32(row), Int32(column), text, Self.bits(of: attributes), pair(for: style))
    }

    private mutating func pair(for style: Style) -> Int16 {
        guard colours > 0 else { return 0 }
        let pair = Pair(
            foreground: number(of: style.foreground, standard: 7, isForeground: true),
            background: number(of: style.background, standard: 0, isForeground: false)
        )
        if pair == Pair(foreground: -1, background: -1) { return 0 }
        if let known = pairs[pair] { return known }
        // Pair 0 has the terminal's default colours, which are also used once there are no pairs left.
        let next = pairs.count + 1
        guard next < Int(curses_color_pairs()), let index = Int16(exactly: next),
            init_pair(index, pair.foreground, pair.background) == OK
        else { return 0 }
        pairs[pair] = index
        return index
    }

    private func number(of colour: Colour, standard: Int16, isForeground: Bool) -> Int16 {
        switch colour.reduced(to: colours, isForeground: isForeground) {
        case .standard: hasDefaultColours ? -1 : standard
        case .palette(let index): Int16(index)
        }
    }

    private static func bits(of attributes: Style.Attributes) -> attr_t {
        var bits = curses_attribute_normal()
        if attributes.contains(.bold) { bits |= curses_attribute_bold() }
        if attributes.contains(.dim) { bits |= curses_attribute_dim() }
        if attributes.contains(.underline) { bits |= curses_attribute_underline() }
        if attributes.contains(.reverse) { bits |= curses_attribute_reverse() }
        return bits
    }
}
