import Terminal
import Widgets

/// A row of a record: a name and a value, or only a value.
struct RecordEntry {
    /// What stands above it, where a section begins.
    var heading: String?
    /// What it is called; empty where there is only a value.
    var name = ""
    /// What it says.
    var value: String
    var role = Role.field
    /// What is copied; nil where there is nothing to copy.
    var copy: String?
    /// What it stands for, where it is more than a value.
    var subject: Subject?
    /// Columns that it is indented by.
    var indent = 0

    /// What one can do something to.
    enum Subject: Hashable {
        /// A project that the image is shared with.
        case member(String)
        /// A store, and whether the data is there.
        case store(String, hasData: Bool)
    }

    /// Something that is said in the place of rows.
    static func note(_ text: String, heading: String? = nil, role: Role = .dim) -> RecordEntry {
        RecordEntry(heading: heading, value: text, role: role)
    }

    /// Whether a text, in lower case, is in the name or the value.
    func mentions(_ text: String) -> Bool {
        name.lowercased().contains(text) || value.lowercased().contains(text)
    }
}

/// Rows of a record as lines of text: names in one column, values in another.
struct RecordText {
    let columns: Int
    let charset: Charset

    /// The rows, with an empty line above each heading but the first.
    func blocks(of entries: [RecordEntry]) -> [BlockList.Block] {
        var blocks: [BlockList.Block] = []
        var rest = entries[...]
        // Each section has its names in a column of its own width.
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

    /// What the names take; one that is longer than most stands on a line of its own.
    private func nameColumns(of section: [RecordEntry]) -> Int {
        let widest = min(34, columns / 2)
        let names = section.map { TextLayout.columns(of: $0.name, charset: charset) + 2 }.filter { $0 <= widest }
        return max(18, names.max() ?? 0)
    }

    /// A value that has no name; what is longer than a line goes on indented.
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
