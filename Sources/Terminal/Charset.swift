import Foundation

/// The characters that the terminal's locale can show.
package enum Charset: Hashable, Sendable {
    /// All of Unicode.
    case utf8
    /// ASCII only. Shapes have stand-ins; other characters are shown as `?`.
    case ascii

    /// Returns the charset of the environment's locale (`LC_ALL`, `LC_CTYPE`, `LANG`), and makes that the locale of the
    /// process.
    package static func ofEnvironment() -> Charset {
        setlocale(LC_ALL, "")
        return codeset == "UTF-8" ? .utf8 : .ascii
    }

    /// The name of the character encoding of the process's locale; nil if it is not known.
    static var codeset: String? { nl_langinfo(Int32(CODESET)).map { String(cString: $0) } }

    /// ASCII stand-ins for the signs in gaze's own texts.
    static let asciiSigns: [Character: Character] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "…": "~", "×": "x",
    ]
}

/// The shapes to draw with, named by their meaning. Each has an ASCII stand-in of the same width, except for the name of the
/// Enter key.
package struct Glyphs: Hashable, Sendable {
    /// The charset of the shapes.
    package let charset: Charset

    /// Creates the shapes for a charset.
    package init(charset: Charset) { self.charset = charset }

    private func pick(_ utf8: Character, _ ascii: Character) -> Character { charset == .utf8 ? utf8 : ascii }

    /// A horizontal rule.
    package var horizontal: Character { pick("─", "-") }
    /// A vertical rule.
    package var vertical: Character { pick("│", "|") }
    /// A light vertical rule between panes.
    package var divider: Character { pick("┊", "|") }
    /// The corners of a box: top left, top right, bottom left, bottom right.
    package var corners: [Character] { charset == .utf8 ? ["┌", "┐", "└", "┘"] : ["+", "+", "+", "+"] }
    /// The bar at the left of the selected row.
    package var selectionBar: Character { pick("▌", ">") }
    /// The separator between the parts of a breadcrumb.
    package var crumb: Character { pick("▸", ">") }
    /// The mark of a heading that hides what is below it.
    package var folded: Character { pick("▸", ">") }
    /// The mark of a heading that shows what is below it.
    package var unfolded: Character { pick("▾", "v") }
    /// The left side of a choice.
    package var choiceLeft: Character { pick("‹", "<") }
    /// The right side of a choice.
    package var choiceRight: Character { pick("›", ">") }
    /// The pointer at the focused field.
    package var pointer: Character { pick("◀", "<") }
    /// The sign that text has been cut off.
    package var ellipsis: Character { pick("…", "~") }
    /// The sign for a missing value.
    package var none: Character { pick("—", "-") }
    /// The dash of a range.
    package var dash: Character { pick("–", "-") }
    /// Status: usable.
    package var full: Character { pick("●", "*") }
    /// Status: in transit.
    package var half: Character { pick("◐", "%") }
    /// Status: empty.
    package var empty: Character { pick("○", "o") }
    /// Status: barred.
    package var barred: Character { pick("◌", "-") }
    /// Status: broken.
    package var cross: Character { pick("✗", "x") }
    /// The sign for a success.
    package var check: Character { pick("✓", "+") }
    /// The sign for a marked row.
    package var marked: Character { pick("◆", "+") }
    /// The completed part of a progress bar.
    package var barFull: Character { pick("█", "#") }
    /// The remaining part of a progress bar.
    package var barEmpty: Character { pick("░", ".") }
    /// The left end of a progress bar.
    package var barLeft: Character { pick("▕", "[") }
    /// The right end of a progress bar.
    package var barRight: Character { pick("▏", "]") }
    /// The sign for a change by somebody else.
    package var changed: Character { pick("✱", "*") }
    /// The sign for a warning.
    package var warning: Character { "!" }
    /// The Enter key.
    package var enter: String { charset == .utf8 ? "⏎" : "enter" }
    /// The sign that there is more above.
    package var up: Character { pick("↑", "^") }
    /// The sign that there is more below.
    package var down: Character { pick("↓", "v") }
}
