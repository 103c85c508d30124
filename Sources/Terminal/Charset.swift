import Foundation

/// The characters that the terminal's locale can show.
public enum Charset: Hashable, Sendable {
    /// All of Unicode.
    case utf8
    /// ASCII only. Shapes have stand-ins; other characters are shown as `?`.
    case ascii

    /// Returns the charset of the environment's locale (`LC_ALL`, `LC_CTYPE`, `LANG`), and makes that the locale of the
    /// process.
    public static func ofEnvironment() -> Charset {
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
public struct Glyphs: Hashable, Sendable {
    /// The charset of the shapes.
    public let charset: Charset

    /// Creates the shapes for a charset.
    public init(charset: Charset) { self.charset = charset }

    private func pick(_ utf8: Character, _ ascii: Character) -> Character { charset == .utf8 ? utf8 : ascii }

    /// A horizontal rule.
    public var horizontal: Character { pick("─", "-") }
    /// A vertical rule.
    public var vertical: Character { pick("│", "|") }
    /// A light vertical rule between panes.
    public var divider: Character { pick("┊", "|") }
    /// The corners of a box: top left, top right, bottom left, bottom right.
    public var corners: [Character] { charset == .utf8 ? ["┌", "┐", "└", "┘"] : ["+", "+", "+", "+"] }
    /// The bar at the left of the selected row.
    public var selectionBar: Character { pick("▌", ">") }
    /// The separator between the parts of a breadcrumb.
    public var crumb: Character { pick("▸", ">") }
    /// The mark of a heading that hides what is below it.
    public var folded: Character { pick("▸", ">") }
    /// The mark of a heading that shows what is below it.
    public var unfolded: Character { pick("▾", "v") }
    /// The left side of a choice.
    public var choiceLeft: Character { pick("‹", "<") }
    /// The right side of a choice.
    public var choiceRight: Character { pick("›", ">") }
    /// The pointer at the focused field.
    public var pointer: Character { pick("◀", "<") }
    /// The sign that text has been cut off.
    public var ellipsis: Character { pick("…", "~") }
    /// The sign for a missing value.
    public var none: Character { pick("—", "-") }
    /// The dash of a range.
    public var dash: Character { pick("–", "-") }
    /// Status: usable.
    public var full: Character { pick("●", "*") }
    /// Status: in transit.
    public var half: Character { pick("◐", "%") }
    /// Status: empty.
    public var empty: Character { pick("○", "o") }
    /// Status: barred.
    public var barred: Character { pick("◌", "-") }
    /// Status: broken.
    public var cross: Character { pick("✗", "x") }
    /// The sign for a success.
    public var check: Character { pick("✓", "+") }
    /// The sign for a marked row.
    public var marked: Character { pick("◆", "+") }
    /// The completed part of a progress bar.
    public var barFull: Character { pick("█", "#") }
    /// The remaining part of a progress bar.
    public var barEmpty: Character { pick("░", ".") }
    /// The left end of a progress bar.
    public var barLeft: Character { pick("▕", "[") }
    /// The right end of a progress bar.
    public var barRight: Character { pick("▏", "]") }
    /// The sign for a change by somebody else.
    public var changed: Character { pick("✱", "*") }
    /// The sign for a warning.
    public var warning: Character { "!" }
    /// The Enter key.
    public var enter: String { charset == .utf8 ? "⏎" : "enter" }
    /// The sign that there is more above.
    public var up: Character { pick("↑", "^") }
    /// The sign that there is more below.
    public var down: Character { pick("↓", "v") }
}
