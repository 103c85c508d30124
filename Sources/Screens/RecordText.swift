import Terminal
import ViewModels
import Widgets

/// A record as lines of text: field by field, or as the service's JSON.
@MainActor
struct RecordText {
    let record: RecordModel
    let columns: Int
    let charset: Charset

    /// Every field and every header of the answer.
    var fields: [StyledLine] {
        var lines = lines(of: record.rows)
        let headers = record.headerRows
        if !headers.isEmpty {
            lines += [StyledLine(), StyledLine("Headers of the answer", role: .heading)] + self.lines(of: headers)
        }
        return lines
    }

    /// The answer's body; what is longer than a line goes on indented.
    var json: [StyledLine] {
        record.json.split(separator: "\n").flatMap { line -> [StyledLine] in
            let indent = String(line.prefix { $0 == " " })
            let pieces = TextLayout.wrapped(
                String(line.dropFirst(indent.count)), columns: max(10, columns - indent.count - 2), charset: charset)
            return pieces.enumerated().map { index, piece in
                StyledLine((index == 0 ? indent : indent + "  ") + piece, role: .code)
            }
        }
    }

    /// Names in one column, values in another. A name that is longer than most stands on a line of its own.
    private func lines(of rows: [RecordModel.Row]) -> [StyledLine] {
        let widest = min(32, columns / 2)
        let names = rows.map { TextLayout.columns(of: $0.name, charset: charset) + 2 }.filter { $0 <= widest }
        let nameColumns = max(18, names.max() ?? 0)
        return rows.flatMap { lines(of: $0, nameColumns: nameColumns) }
    }

    private func lines(of row: RecordModel.Row, nameColumns: Int) -> [StyledLine] {
        let role: Role = row.isNull ? .placeholder : .field
        let used = TextLayout.columns(of: row.name, charset: charset)
        var values = TextLayout.wrapped(row.value, columns: max(10, columns - nameColumns), charset: charset)[...]
        var lines: [StyledLine] = []
        if used + 2 > nameColumns {
            lines = TextLayout.wrapped(row.name, columns: columns, charset: charset).map {
                StyledLine($0, role: .label)
            }
        } else {
            let padding = String(repeating: " ", count: nameColumns - used)
            lines = [
                StyledLine([.init(row.name + padding, role: .label), .init(values.popFirst() ?? "", role: role)])
            ]
        }
        let indent = String(repeating: " ", count: nameColumns)
        return lines + values.map { StyledLine([.init(indent), .init($0, role: role)]) }
    }
}
