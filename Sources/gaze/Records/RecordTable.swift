import ImageModel
import Terminal
import ViewModels

/// A list of records for people, with columns as wide as the first page requires.
///
/// A longer value on a later page takes the room it needs, so that nothing is lost. If the terminal is too narrow, names are
/// truncated, and unless the user has chosen the columns, the rightmost ones are dropped.
struct RecordTable: RecordWriter {
    private var columns: [ImageAttribute]
    private let isChosen: Bool
    private let hasHeader: Bool
    private let charset: Charset
    /// The width of the terminal in columns; nil if the output is not a terminal.
    private let room: Int?
    private var widths: [Int] = []

    /// The default columns.
    static let usual: [ImageAttribute] = [.id, .name, .status, .visibility, .diskFormat, .size, .updatedAt]

    /// The right-aligned columns.
    private static let numbers: Set<ImageAttribute> = [.size, .virtualSize, .minDisk, .minRAM]
    /// The minimum width that a truncated name keeps.
    private static let leastName = 12
    private static let gap = "  "

    init(columns: [ImageAttribute], isChosen: Bool, hasHeader: Bool, charset: Charset, room: Int?) {
        (self.columns, self.isChosen, self.hasHeader) = (columns, isChosen, hasHeader)
        (self.charset, self.room) = (charset, room)
    }

    mutating func begin(_ page: [any PrintedRecord]) -> String {
        widths = columns.map { column in
            let values = page.map { width(of: Self.value(of: $0, column)) }
            return max(hasHeader ? column.rawValue.count : 0, values.max() ?? 0)
        }
        fit()
        return hasHeader ? line(columns.map { $0.rawValue.uppercased() }) : ""
    }

    func text(of record: any PrintedRecord) -> String { line(columns.map { Self.value(of: record, $0) }) }

    func end() -> String { "" }

    /// Makes the table no wider than the terminal, as far as possible.
    private mutating func fit() {
        guard let room else { return }
        func total() -> Int { widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1) }
        let name = columns.firstIndex(of: .name)
        func least() -> Int { total() - (name.map { max(0, widths[$0] - Self.leastName) } ?? 0) }
        while !isChosen, least() > room, columns.count > 3 {
            columns.removeLast()
            widths.removeLast()
        }
        if let name { widths[name] -= min(max(0, total() - room), max(0, widths[name] - Self.leastName)) }
    }

    private static func value(of record: any PrintedRecord, _ column: ImageAttribute) -> String {
        switch record.fields[column.rawValue] ?? .null {
        case .null: "-"
        case .string(let text): text
        case .integer(let number) where column == .size || column == .virtualSize: Format.bytes(number)
        case .array(let values): values.map { $0.string ?? $0.text() }.joined(separator: ", ")
        case let value: value.text()
        }
    }

    private func width(of text: String) -> Int { TextLayout.columns(of: text, charset: charset) }

    private func line(_ values: [String]) -> String {
        var line = ""
        for (index, value) in values.enumerated() {
            if index > 0 { line += Self.gap }
            var value = TextLayout.plain(value, charset: charset)
            // Only names are truncated: part of an id is useless.
            if room != nil, columns[index] == .name {
                value = TextLayout.truncated(value, to: widths[index], glyphs: Glyphs(charset: charset))
            }
            let padding = String(repeating: " ", count: max(0, widths[index] - width(of: value)))
            let isLast = index == values.count - 1
            line += Self.numbers.contains(columns[index]) ? padding + value : value + (isLast ? "" : padding)
        }
        return line + "\n"
    }
}
