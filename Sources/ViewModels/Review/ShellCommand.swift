/// A command for a POSIX shell, broken over several lines if it is long.
///
/// Text that is typed or pasted into a terminal passes its line discipline first, so a control character would act as a key
/// even inside quotes. Such characters, and invisible ones, are written with `printf`.
struct ShellCommand {
    private var parts: [String]

    /// The number of columns in a line, without the backslash at its end; a longer word exceeds it.
    private static let columns = 74

    /// Creates a command from a program and its first words, which need no quotes.
    init(_ program: String) { parts = [program] }

    /// Adds words that the shell must read verbatim, for example a quoted variable.
    mutating func add(asIs text: String) { parts.append(text) }

    /// Adds an argument.
    mutating func add(_ argument: String) { parts.append(Self.quoted(argument)) }

    /// Adds an option and its value, on one line.
    mutating func add(_ option: String, _ value: String) { parts.append(option + " " + Self.quoted(value)) }

    /// Adds an option and its value for a program that would take a value that begins with a hyphen for another option.
    mutating func add(joining option: String, _ value: String) {
        guard value.hasPrefix("-") else { return add(option, value) }
        parts.append(Self.quoted(option + "=" + value))
    }

    /// The text of the command.
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

    /// Joins commands so that each runs only if those before it have succeeded.
    static func chain(_ commands: [String]) -> String { commands.joined(separator: " &&\n") }

    /// Quotes a text as one word. NUL characters are left out, since no argument can contain them.
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

    /// Whether a character is never special to a shell, wherever it stands.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "@", "+", "=", ":", ",", ".", "/", "-": true
        default: false
        }
    }

    /// Whether a character is obeyed by a terminal, or invisible. A line break inside quotes is neither, and a substitution
    /// would lose it.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
