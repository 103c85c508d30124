import Terminal
import Widgets

/// A row of a record: a name and a value, or a value alone.
struct RecordEntry {
    /// The heading above the row, if it begins a section.
    var heading: String?
    /// The name; empty if there is only a value.
    var name = ""
    /// The value.
    var value: String
    var role = Role.field
    /// The text to copy; nil if there is nothing to copy.
    var copy: String?
    /// What the row stands for, if it can be acted on.
    var subject: Subject?
    /// The number of columns to indent the value by.
    var indent = 0

    /// Something that can be acted on.
    enum Subject: Hashable {
        /// A project that the image is shared with.
        case member(String)
        /// A store, and whether it has the data.
        case store(String, hasData: Bool)
    }

    /// Returns a row with a remark in place of others.
    static func note(_ text: String, heading: String? = nil, role: Role = .dim) -> RecordEntry {
        RecordEntry(heading: heading, value: text, role: role)
    }

    /// Whether the name or the value contains a lowercase text, ignoring case.
    func mentions(_ text: String) -> Bool {
        name.lowercased().contains(text) || value.lowercased().contains(text)
    }
}

/// The rows of a record as lines of text, with names and values in two columns.
struct RecordText {
    let columns: Int
    let charset: Charset

    /// Returns the rows as blocks, with an empty line above each heading but the first.
    func blocks(of entries: [RecordEntry]) -> [BlockList.Block] {
        var blocks: [BlockList.Block] = []
        var rest = entries[...]
        // The name column has its own width in each section.
        while let first = rest.popFirst() {
            let section = [first] + rest.prefix { $0.heading == nil }
            rest = rest.dropFirst(section.count - 1)
            let nameColumns = nameColumns(of: section)
            for entry in section {
                let heading = entry.heading.map { heading in
                    (blocks.isEmpty ? [] : [StyledLine()]) + [StyledLine(heading, role: .heading)]
                }
                blocks.append(
                    BlockList.Block(
                        heading: heading ?? [],
                        lines: entry.name.isEmpty ? whole(entry) : lines(of: entry, nameColumns: nameColumns)))
            }
        }
        return blocks
    }

    /// Returns the width of the name column. Very long names do not count; they get a line of their own.
    private func nameColumns(of section: [RecordEntry]) -> Int {
        let widest = min(34, columns / 2)
        let names = section.map { TextLayout.columns(of: $0.name, charset: charset) + 2 }.filter { $0 <= widest }
        return max(18, names.max() ?? 0)
    }

    /// Returns the lines of a value without a name; continuation lines are indented.
    private func whole(_ entry: RecordEntry) -> [StyledLine] {
        let pieces = TextLayout.wrapped(
            entry.value, columns: max(10, columns - entry.indent - 2), charset: charset)
        return pieces.enumerated().map { index, piece in
            StyledLine(
                String(repeating: " ", count: entry.indent + (index == 0 ? 0 : 2)) + piece, role: entry.role)
        }
    }

    private func lines(of entry: RecordEntry, nameColumns: Int) -> [StyledLine] {
        let used = TextLayout.columns(of: entry.name, charset: charset)
        var values = TextLayout.wrapped(entry.value, columns: max(10, columns - nameColumns), charset: charset)[...]
        var lines: [StyledLine] = []
        if used + 2 > nameColumns {
            lines = TextLayout.wrapped(entry.name, columns: columns, charset: charset).map {
                StyledLine($0, role: .label)
            }
        } else {
            let padding = String(repeating: " ", count: nameColumns - used)
            lines = [
                StyledLine([
                    .init(entry.name + padding, role: .label), .init(values.popFirst() ?? "", role: entry.role),
                ])
            ]
        }
        let indent = String(repeating: " ", count: nameColumns)
        return lines + values.map { StyledLine([.init(indent), .init($0, role: entry.role)]) }
    }
}
