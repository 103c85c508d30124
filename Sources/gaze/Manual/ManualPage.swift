import Screens
import Terminal

/// The manual page of gaze.
struct ManualPage {
    private let command: CommandInfo

    /// Creates the manual page.
    ///
    /// - Parameter command: the declaration of gaze.
    init(_ command: CommandInfo) { self.command = command }

    /// The source of the page, in roff.
    var text: String {
        var page = Roff()
        page.line(#".TH GAZE 1 "\#(Version.date)" "gaze \#(Version.text)" "User Commands""#)
        page.section("Name")
        page.line("gaze \\- " + Roff.plain(Self.name(from: command.abstract ?? "")))
        page.section("Synopsis")
        for (index, synopsis) in ([([], command)] + command.shown.map { ([command], $0) }).enumerated() {
            if index > 0 { page.line(".br") }
            page.line(Self.synopsis(of: synopsis.1, below: synopsis.0, isShort: index > 0))
        }
        page.section("Description")
        Self.discuss(command, in: &page)
        page.section("Options")
        Self.list(command.own, in: &page)
        page.entry(Roff.bold("-h") + ", " + Roff.bold("--help"), "Show help, for gaze or for one of its commands.")
        page.entry(Roff.bold("--version"), "Show the version.")
        page.section("Commands")
        for sub in command.shown { Self.describe(sub, below: [command], in: &page) }
        Self.keys(in: &page)
        Self.endings(in: &page)
        page.section("Environment")
        for (name, words) in ManualTables.environment { page.entry(Roff.bold(name), words) }
        page.section("Files")
        for (path, words) in FileLocations.described { page.entry(Roff.italic(path), words) }
        page.section("Examples")
        for (line, words) in ManualTables.examples {
            page.paragraph(words + ":")
            page.literal([line])
        }
        page.section("See also")
        page.line(#"\fBopenstack\fR(1), \fBglance\fR(1), \fBqemu\-img\fR(1)"#)
        return page.text
    }

    /// Returns the text of the NAME section, which has no full stop and begins in lower case.
    private static func name(from abstract: String) -> String {
        let words = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
        return words.prefix(1).lowercased() + words.dropFirst()
    }

    private static func describe(_ command: CommandInfo, below commands: [CommandInfo], in page: inout Roff) {
        page.part((commands + [command]).map(\.commandName).joined(separator: " "))
        page.line(synopsis(of: command, below: commands, isShort: false))
        if let abstract = command.abstract { page.paragraph(abstract) }
        discuss(command, in: &page)
        list(command.own, in: &page)
        for sub in command.shown { describe(sub, below: commands + [command], in: &page) }
    }

    /// Writes a command's discussion: paragraphs, tables, and lines that keep their breaks. The tables of exit statuses shared
    /// by several commands are left out here; they have their own section.
    private static func discuss(_ command: CommandInfo, in page: inout Roff) {
        for paragraph in (command.discussion ?? "").split(separator: "\n\n") {
            if ManualTables.statuses.contains(where: { paragraph.hasSuffix($0.table) }) { continue }
            let lines = paragraph.split(separator: "\n").map(String.init)
            if lines.count > 1 { page.literal(lines) } else { page.paragraph(lines.joined()) }
        }
    }

    private static func list(_ arguments: [CommandInfo.Argument], in page: inout Roff) {
        for argument in arguments {
            var words = argument.abstract ?? ""
            if let values = argument.allValues, argument.kind != .flag {
                words += " One of " + values.joined(separator: ", ") + "."
            }
            if let value = argument.defaultValue { words += " (default: \(value))" }
            page.entry(term(argument), words)
        }
    }

    private static func value(_ argument: CommandInfo.Argument) -> String {
        Roff.italic((argument.valueName ?? "value").uppercased())
    }

    private static func term(_ argument: CommandInfo.Argument) -> String {
        guard argument.kind != .positional else { return value(argument) }
        let names = (argument.names ?? []).map { Roff.bold($0.typed) }.joined(separator: ", ")
        return argument.kind == .option ? names + " " + value(argument) : names
    }

    /// Returns the synopsis of a command; the short form leaves out its options.
    private static func synopsis(of command: CommandInfo, below commands: [CommandInfo], isShort: Bool) -> String {
        var words = [Roff.bold((commands + [command]).map(\.commandName).joined(separator: " "))]
        if isShort, command.own.contains(where: { $0.kind != .positional }) {
            words.append("[" + Roff.italic("OPTION") + " ...]")
        }
        for argument in command.own where !isShort || argument.kind == .positional {
            var word = argument.kind == .positional ? value(argument) : Roff.bold(argument.preferredName?.typed ?? "")
            if argument.kind == .option { word += " " + value(argument) }
            if argument.isRepeating { word += " ..." }
            words.append(argument.isOptional ? "[\(word)]" : word)
        }
        return words.joined(separator: " ")
    }

    private static func keys(in page: inout Roff) {
        page.section("Keys")
        page.paragraph("Inside, ? shows those of the screen at hand; while typing, F1 does.")
        page.paragraph("These are gaze's own keys: where config.yaml gives you others, the help inside shows yours.")
        for place in Place.allCases {
            let rows = KeyBinding.table.filter { $0.place == place }
            if rows.isEmpty { continue }
            page.part(place.title)
            for row in rows { page.entry(row.keys.map { Roff.bold($0.name) }.joined(separator: ", "), row.meaning) }
            guard place == .palette else { continue }
            for command in KeyBinding.commands { page.entry(Roff.bold(":" + command.usage), command.meaning) }
        }
    }

    private static func endings(in page: inout Roff) {
        page.section("Exit status")
        page.paragraph(
            "gaze itself ends with 0 when its user leaves it, with 1 where it cannot begin, and with 64 where the command line "
                + "is wrong.")
        for (commands, meanings, _) in ManualTables.statuses {
            page.paragraph(commands + ":")
            for (status, words) in meanings { page.entry(Roff.bold("\(status)"), words) }
        }
    }
}
