import Foundation
import Terminal
import ViewModels
import Widgets

/// The lines below the file browser's rows: the selected file, a notice about the last key, or the filter being typed.
@MainActor
struct FileAbout {
    let files: FileBrowserModel
    let filter: TextField?

    /// Returns the number of rows that it takes, including its rule.
    func rows(of body: Rect) -> Int { body.rows < 16 ? 2 : 3 }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        canvas.rule(rect)
        let inside = rect.inset(columns: 1)
        let room = inside.split(top: 1).rest
        if let filter {
            let used = canvas.write("Filter ", row: room.row, column: room.column, role: .labelFocused)
            let line = room.split(top: 1).top.split(left: used).rest
            filter.draw(into: &canvas, in: line, isFocused: true)
            return
        }
        StyledLine.draw(lines(room, canvas.glyphs), into: &canvas, in: room)
    }

    private func lines(_ room: Rect, _ glyphs: Glyphs) -> [StyledLine] {
        func wrapped(_ text: String) -> [StyledLine] {
            TextLayout.wrapped("\(glyphs.warning) \(text)", columns: room.columns, charset: glyphs.charset).map {
                StyledLine($0, role: .warning)
            }
        }
        if let notice = files.notice ?? files.bookmarks.failure { return wrapped(notice) }
        if let failure = files.failure, files.count > 0 {
            return wrapped(failure.description + " This is a part of it.")
        }
        guard let entry = files.selected else { return [] }
        var facts: [String] = []
        if let size = entry.size { facts.append("\(Format.count(Int(size))) bytes") }
        if let modified = entry.modified { facts.append(modified.formatted(.iso8601)) }
        if entry.isLink { facts.append("a link") }
        if !entry.hasTextName { facts.append("its name is not UTF-8") }
        let line = StyledLine(facts.joined(separator: "   "), role: .dim)
        return room.rows < 2 ? [line] : [StyledLine(entry.name), line]
    }
}
