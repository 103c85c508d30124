import Terminal
import Widgets

/// The text of the help: a section for each place, beginning with the place that help was requested in.
struct HelpText {
    private let subject: Place
    private let glyphs: Glyphs
    private let table: KeyTable

    init(about subject: Place, _ glyphs: Glyphs, _ table: KeyTable = .standard) {
        self.table = table
        self.subject = subject
        self.glyphs = glyphs
    }

    /// A row of a section.
    private struct Row {
        var keys = ""
        let meaning: String
        var isRemark = false
    }

    /// Returns the lines that contain a text, each section under its heading; all lines for an empty text.
    ///
    /// - Parameters:
    ///   - wanted: The text to search for, whatever its case.
    ///   - columns: The width of a line, in cells.
    /// - Returns: The lines, and the number of rows found.
    func lines(with wanted: String, columns: Int) -> (lines: [StyledLine], count: Int) {
        let wanted = wanted.lowercased()
        let first = [subject, subject.whole, .everywhere].compactMap(\.self)
        let places = first + Place.allCases.filter { !first.contains($0) }
        var lines: [StyledLine] = []
        var count = 0
        for place in places {
            let isPlace = place.title.lowercased().contains(wanted)
            let rows = rows(of: place).filter { row in
                wanted.isEmpty || isPlace || (row.keys + " " + row.meaning).lowercased().contains(wanted)
            }
            guard !rows.isEmpty else { continue }
            count += rows.count
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines.append(StyledLine(place.title, role: .heading))
            lines += rows.flatMap { self.lines(of: $0, columns: columns) }
        }
        return (lines, count)
    }

    /// Returns the lines of a row; a long meaning is wrapped in its own column.
    private func lines(of row: Row, columns: Int) -> [StyledLine] {
        func wrapped(_ columns: Int) -> [String] {
            TextLayout.wrapped(row.meaning, columns: max(Self.least, columns), charset: glyphs.charset)
        }
        guard !row.isRemark else { return wrapped(columns - 2).map { StyledLine("  " + $0, role: .dim) } }
        let padded = "  " + row.keys + String(repeating: " ", count: max(2, 20 - row.keys.count))
        let indent = TextLayout.columns(of: padded, charset: glyphs.charset)
        return wrapped(columns - indent).enumerated().map { number, line in
            let before = number == 0 ? padded : String(repeating: " ", count: indent)
            return StyledLine([.init(before, role: .key), .init(line)])
        }
    }

    /// The minimum width of a meaning, in cells, however long the key names are.
    private static let least = 16

    private func rows(of place: Place) -> [Row] {
        let keys = table.rows(of: place).map { binding in
            Row(
                keys: binding.keys.map { $0 == .enter ? glyphs.enter : $0.name }.joined(separator: " "),
                meaning: binding.meaning)
        }
        let remarks = remarks(on: place).map { Row(meaning: $0, isRemark: true) }
        guard place == .palette else { return keys + remarks }
        return keys + PaletteCommand.allCases.map { Row(keys: ":" + $0.usage, meaning: $0.meaning) } + remarks
    }

    /// Returns remarks on keys that the table does not list.
    private func remarks(on place: Place) -> [String] {
        switch place {
        case .form:
            [
                "In a text: ^A ^E ^B ^F, alt-B alt-F, ^W ^U ^K alt-D, ^Y, as in the shell.",
                "In a choice: left, right, space, or the first letter.",
                "In tags and properties: enter adds, left goes to one, del removes it.",
                table.name(of: .nextField, in: .form).map {
                    "In a half-typed property: \($0) completes its name, and then its value."
                },
            ].compactMap(\.self)
        case .everywhere: [table.tourWords]
        default: []
        }
    }
}
