import CNcurses
import Foundation

/// Puts canvases into ncurses' screen, and themes into its colour pairs.
@MainActor
struct Painter {
    private let charset: Charset
    /// Colours of the terminal; 0 where none are to be shown.
    private let colours: Int
    private let hasDefaultColours: Bool
    private var pairs: [Pair: Int16] = [:]
    private var shown: Canvas?
    private var shownTheme: Theme?

    private struct Pair: Hashable {
        let foreground: Int16
        let background: Int16
    }

    /// ncurses must have begun.
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

    /// A string capability of the terminal, without its padding; nil where it has none.
    static func capability(_ name: String) -> String? {
        // tigetstr answers (char *)-1 for a name that is no string capability.
        guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return nil }
        return String(cString: text).replacing(/\$<[^>]*>/, with: "")
    }

    /// Forgets what is on the screen.
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

    /// A cell whose neighbour was or becomes half of a wide grapheme is written again: ncurses blanks both halves when one
    /// is overwritten.
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
        // Pair 0 is the terminal's own; a terminal that has no pair left shows its own colours.
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
