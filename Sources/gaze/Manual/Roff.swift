/// Text for `man`, in the macros that every formatter of manual pages knows.
struct Roff {
    /// What has been written.
    private(set) var text = ""
    /// Whether a heading was written last: the paragraph after it needs no beginning of its own.
    private var isAtHeading = false

    /// A line of the source.
    mutating func line(_ text: String) {
        self.text += text + "\n"
        isAtHeading = text.hasPrefix(".S")
    }

    private mutating func begin() {
        if !isAtHeading { line(".PP") }
    }

    /// A section.
    mutating func section(_ title: String) { line(".SH " + Self.argument(title.uppercased())) }

    /// A part of a section.
    mutating func part(_ title: String) { line(".SS " + Self.argument(title)) }

    /// A paragraph of running text.
    mutating func paragraph(_ text: String) {
        begin()
        line(Self.plain(text))
    }

    /// An entry of a list: a term, whose fonts are set already, and what is said of it.
    mutating func entry(_ term: String, _ words: String) {
        line(".TP")
        line(term)
        line(words.isEmpty ? "\\&" : Self.plain(words))
    }

    /// Lines that stay lines.
    mutating func literal(_ lines: [String]) {
        begin()
        line(".RS 4")
        line(".nf")
        for text in lines { line(Self.plain(text)) }
        line(".fi")
        line(".RE")
    }

    /// Text as it is meant: nothing of it is a request, and signs are those that are typed, for who copies a line of it.
    static func plain(_ text: String) -> String {
        let escaped = signs.reduce(text) { $0.replacing($1.sign, with: $1.escape) }
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    /// What a formatter would take for something else, or print as another sign that looks like it; the backslash before those
    /// that are written with one.
    private static let signs: [(sign: String, escape: String)] = [
        ("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti"), ("\n", " "),
    ]

    /// What is typed as it is.
    static func bold(_ text: String) -> String { "\\fB\(plain(text))\\fR" }

    /// What stands for something.
    static func italic(_ text: String) -> String { "\\fI\(plain(text))\\fR" }

    /// An argument of a macro.
    private static func argument(_ text: String) -> String {
        "\"" + plain(text).replacing("\"", with: "\\(dq") + "\""
    }
}
