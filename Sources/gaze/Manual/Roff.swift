/// A text for `man`, in the macros that every manual page formatter supports.
struct Roff {
    /// The source written so far.
    private(set) var text = ""
    /// Whether a heading was written last; the paragraph after it needs no macro to begin it.
    private var isAtHeading = false

    /// Writes a line of the source.
    mutating func line(_ text: String) {
        self.text += text + "\n"
        isAtHeading = text.hasPrefix(".S")
    }

    private mutating func begin() {
        if !isAtHeading { line(".PP") }
    }

    /// Begins a section.
    mutating func section(_ title: String) { line(".SH " + Self.argument(title.uppercased())) }

    /// Begins a subsection.
    mutating func part(_ title: String) { line(".SS " + Self.argument(title)) }

    /// Writes a paragraph of running text.
    mutating func paragraph(_ text: String) {
        begin()
        line(Self.plain(text))
    }

    /// Writes an entry of a list: a term, with its fonts already set, and its description.
    mutating func entry(_ term: String, _ words: String) {
        line(".TP")
        line(term)
        line(words.isEmpty ? "\\&" : Self.plain(words))
    }

    /// Writes lines that keep their breaks.
    mutating func literal(_ lines: [String]) {
        begin()
        line(".RS 4")
        line(".nf")
        for text in lines { line(Self.plain(text)) }
        line(".fi")
        line(".RE")
    }

    /// Returns text escaped so that none of it is a request, and so that characters print exactly as they are typed, for
    /// readers who copy a line.
    static func plain(_ text: String) -> String {
        let escaped = signs.reduce(text) { $0.replacing($1.sign, with: $1.escape) }
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    /// The characters that a formatter would interpret, or print as a similar character, with their escapes. The backslash
    /// comes first, because the other escapes contain it.
    private static let signs: [(sign: String, escape: String)] = [
        ("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti"), ("\n", " "),
    ]

    /// Returns text to be typed literally.
    static func bold(_ text: String) -> String { "\\fB\(plain(text))\\fR" }

    /// Returns text that is a placeholder.
    static func italic(_ text: String) -> String { "\\fI\(plain(text))\\fR" }

    /// Returns a quoted argument of a macro.
    private static func argument(_ text: String) -> String {
        "\"" + plain(text).replacing("\"", with: "\\(dq") + "\""
    }
}
