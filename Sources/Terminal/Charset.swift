import Foundation

/// What characters the terminal's locale can show.
public enum Charset: Hashable, Sendable {
    /// Everything.
    case utf8
    /// ASCII only: shapes have stand-ins, and what has none is shown as `?`.
    case ascii

    /// What the locale of the environment (`LC_ALL`, `LC_CTYPE`, `LANG`) can show. The process takes that locale on.
    public static func ofEnvironment() -> Charset {
        setlocale(LC_ALL, "")
        return codeset == "UTF-8" ? .utf8 : .ascii
    }

    /// What the locale of the process calls its characters; nil where it does not say.
    static var codeset: String? { nl_langinfo(Int32(CODESET)).map { String(cString: $0) } }

    /// ASCII for the signs that gaze's own words are written with.
    static let asciiSigns: [Character: Character] = [
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "…": "~", "×": "x",
    ]
}

/// The shapes that screens draw with, by what they mean; each has an ASCII stand-in of the same width.
public struct Glyphs: Hashable, Sendable {
    /// The charset that they are for.
    public let charset: Charset

    /// The shapes for a charset.
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
    /// Between the parts of a breadcrumb.
    public var crumb: Character { pick("▸", ">") }
    /// A heading that hides what is below it.
    public var folded: Character { pick("▸", ">") }
    /// A heading that shows what is below it.
    public var unfolded: Character { pick("▾", "v") }
    /// The sides of a choice.
    public var choiceLeft: Character { pick("‹", "<") }
    /// The sides of a choice.
    public var choiceRight: Character { pick("›", ">") }
    /// Points at the field that has the cursor.
    public var pointer: Character { pick("◀", "<") }
    /// Text goes on, out of sight.
    public var ellipsis: Character { pick("…", "~") }
    /// No value.
    public var none: Character { pick("—", "-") }
    /// A range.
    public var dash: Character { pick("–", "-") }
    /// Status: usable.
    public var full: Character { pick("●", "*") }
    /// Status: on its way.
    public var half: Character { pick("◐", "%") }
    /// Status: empty.
    public var empty: Character { pick("○", "o") }
    /// Status: barred.
    public var barred: Character { pick("◌", "-") }
    /// Status: broken.
    public var cross: Character { pick("✗", "x") }
    /// Something is right.
    public var check: Character { pick("✓", "+") }
    /// Something is marked.
    public var marked: Character { pick("◆", "+") }
    /// A part of a bar that is done.
    public var barFull: Character { pick("█", "#") }
    /// A part of a bar that is to come.
    public var barEmpty: Character { pick("░", ".") }
    /// The ends of a bar.
    public var barLeft: Character { pick("▕", "[") }
    /// The ends of a bar.
    public var barRight: Character { pick("▏", "]") }
    /// Somebody else has changed it just now.
    public var changed: Character { pick("✱", "*") }
    /// Something wants attention.
    public var warning: Character { "!" }
    /// The Enter key.
    public var enter: String { charset == .utf8 ? "⏎" : "enter" }
    /// More above.
    public var up: Character { pick("↑", "^") }
    /// More below.
    public var down: Character { pick("↓", "v") }
}
