import Terminal
import ViewModels
import Widgets

/// A preset as lines: its purpose, what it would set in the form, and what is wrong with its file.
@MainActor
struct PresetText {
    let preset: Preset
    let draft: Draft
    let columns: Int
    let glyphs: Glyphs

    var lines: [StyledLine] {
        var lines = wrapped(preset.title, role: .heading)
        if !preset.description.isEmpty { lines += wrapped(preset.description) }
        for complaint in preset.complaints {
            lines += [StyledLine()] + wrapped("\(glyphs.warning) \(complaint.description)", role: .warning)
        }
        let changes = preset.changes(to: draft)
        if !changes.isEmpty { lines += [StyledLine()] + changes.flatMap { self.lines(of: $0, among: changes) } }
        if changes.contains(where: { $0.other != nil }) {
            lines += [StyledLine()]
            lines += wrapped(
                "The form says otherwise where there is a \(glyphs.warning); you will be asked.", role: .dim)
        }
        if let path = preset.path { lines += [StyledLine()] + wrapped("From \(path)", role: .dim) }
        return lines
    }

    private func wrapped(_ text: String, role: Role = .text) -> [StyledLine] {
        TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
    }

    /// Returns the lines of a setting: whether the form has it already, its value, and what the form has instead.
    private func lines(of change: Preset.Change, among changes: [Preset.Change]) -> [StyledLine] {
        func width(_ text: String) -> Int { TextLayout.columns(of: text, charset: glyphs.charset) }
        let labelColumns = min(columns / 2, changes.map { width($0.label) }.max() ?? 0)
        let label = TextLayout.truncated(change.label, to: labelColumns, glyphs: glyphs)
        let padding = String(repeating: " ", count: labelColumns - width(label) + 2)
        let (mark, role): (Character, Role) =
            change.isThere
            ? (glyphs.check, .success) : change.other == nil ? ("+", .key) : (glyphs.warning, .warning)
        let value = TextLayout.wrapped(
            change.value, columns: max(8, columns - labelColumns - 4), charset: glyphs.charset)
        let indent = String(repeating: " ", count: labelColumns + 4)
        var lines = value.enumerated().map { index, piece in
            index > 0
                ? StyledLine([.init(indent), .init(piece, role: .field)])
                : StyledLine([
                    .init("\(mark) ", role: role), .init(label + padding, role: .label), .init(piece, role: .field),
                ])
        }
        if let other = change.other {
            lines += [StyledLine([.init("  "), .init("yours: \(other)", role: .warning)])]
        }
        return lines
    }
}
