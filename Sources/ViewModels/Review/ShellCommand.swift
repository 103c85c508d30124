/// A command as a POSIX shell reads it, broken over lines where it is long.
///
/// What is typed in a terminal goes through its line discipline first, so that a control character inside quotes would be a
/// key. Such characters, and those that nobody sees, are spelt with `printf`.
struct ShellCommand {
    private var parts: [String]

    /// Columns of a line, as far as words are short enough, without the backslash at its end.
    private static let columns = 74

    /// A program and its first words, which need no quotes.
    init(_ program: String) { parts = [program] }

    /// Adds words that a shell has to read as they are, for example a variable in quotes.
    mutating func add(asIs text: String) { parts.append(text) }

    /// Adds an argument.
    mutating func add(_ argument: String) { parts.append(Self.quoted(argument)) }

    /// Adds an option and its value, on one line.
    mutating func add(_ option: String, _ value: String) { parts.append(option + " " + Self.quoted(value)) }

    /// Adds an option and its value for a program that would take a value with a hyphen in front for another option.
    mutating func add(joining option: String, _ value: String) {
        guard value.hasPrefix("-") else { return add(option, value) }
        parts.append(Self.quoted(option + "=" + value))
    }

    /// The command.
    var text: String {
        var lines: [String] = []
        for part in parts {
            if let line = lines.last, line.count + 1 + part.count <= Self.columns {
                lines[lines.count - 1] = line + " " + part
            } else {
                lines.append((lines.isEmpty ? "" : "  ") + part)
            }
        }
        return lines.joined(separator: " \\\n")
    }

    /// Commands of which each is run where those before it have succeeded.
    static func chain(_ commands: [String]) -> String { commands.joined(separator: " &&\n") }

    /// A text as one word. A NUL, which no argument can have, is left out.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars.filter { $0.value != 0 }
        if !scalars.isEmpty, scalars.first != "=", scalars.allSatisfy(isPlain) {
            return String(String.UnicodeScalarView(scalars))
        }
        var word = ""
        var rest = scalars[...]
        repeat {
            let shown = rest.prefix { !isHidden($0) }
            rest = rest.dropFirst(shown.count)
            let hidden = rest.prefix(while: isHidden)
            rest = rest.dropFirst(hidden.count)
            if !shown.isEmpty || hidden.isEmpty {
                let inside = String(String.UnicodeScalarView(shown)).replacing("'", with: #"'\''"#)
                word += "'" + inside + "'"
            }
            if !hidden.isEmpty {
                let bytes = String(String.UnicodeScalarView(hidden)).utf8
                word += #""$(printf '"# + bytes.map(octal).joined() + #"')""#
            }
        } while !rest.isEmpty
        return word
    }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// What means nothing to any shell, wherever it stands.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "@", "+", "=", ":", ",", ".", "/", "-": true
        default: false
        }
    }

    /// What a terminal obeys, or nobody sees. A line break is neither inside quotes; and a substitution would lose it.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
