import Foundation
import Terminal

/// The first line of a screen: the program, the location, and the status at the right.
struct Header {
    /// The location, from the cloud to the screen.
    let crumbs: [String]
    /// The status, in parts separated by two spaces. If there is not room for all, the last parts are left out.
    let status: String
    /// Whether gaze is read-only here.
    var isReadOnly = false

    func draw(into canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        let end = canvas.size.columns - 1
        var column = 1 + canvas.write("gaze  ", row: 0, column: 1, role: .title)
        if isReadOnly { column += 2 + canvas.write("read-only", row: 0, column: column, role: .warning) }
        let status = status(besides: needed(glyphs), in: end - column, glyphs)
        canvas.write(status, row: 0, endColumn: end, role: .dim)
        let statusColumns = TextLayout.columns(of: status, charset: glyphs.charset)
        let limit = end - (statusColumns > 0 ? statusColumns + 2 : 0)
        for (index, crumb) in fitted(to: limit - column, glyphs).enumerated() {
            if index > 0 {
                column += canvas.write(" \(glyphs.crumb) ", row: 0, column: column, role: .dim, limit: limit - column)
            }
            column += canvas.write(
                crumb.text, row: 0, column: column, role: crumb.isLast ? .title : .text, limit: limit - column)
        }
    }

    /// Returns the number of columns needed for a legible location: at least the cloud and the screen.
    private func needed(_ glyphs: Glyphs) -> Int {
        let ends = crumbs.count > 1 ? [crumbs[0], crumbs[crumbs.count - 1]] : crumbs
        let between = crumbs.count > 2 ? 7 : crumbs.count > 1 ? 3 : 0
        return ends.reduce(between) { $0 + min(TextLayout.columns(of: $1, charset: glyphs.charset), Self.readable) }
    }

    /// Returns as much of the status as fits beside the needed columns, but at least its first part.
    private func status(besides needed: Int, in room: Int, _ glyphs: Glyphs) -> String {
        var parts = status.components(separatedBy: "  ")
        var text: String { parts.joined(separator: "  ") }
        while parts.count > 1, TextLayout.columns(of: text, charset: glyphs.charset) + 2 + needed > room {
            parts.removeLast()
        }
        return TextLayout.truncated(text, to: max(0, room), glyphs: glyphs)
    }

    /// Returns the crumbs that fit: those in the middle are left out first, then the longest are truncated.
    private func fitted(to room: Int, _ glyphs: Glyphs) -> [(text: String, isLast: Bool)] {
        var shown = crumbs
        var isWhole = true
        func columns(_ text: String) -> Int { TextLayout.columns(of: text, charset: glyphs.charset) }
        func least() -> Int { shown.reduce(3 * (shown.count - 1)) { $0 + min(columns($1), Self.readable) } }
        while least() > room, shown.count > (isWhole ? 2 : 3) {
            shown.remove(at: isWhole ? 1 : 2)
            if isWhole { shown.insert(String(glyphs.ellipsis), at: 1) }
            isWhole = false
        }
        let room = room - 3 * (shown.count - 1)
        var widths = shown.map(columns)
        while widths.reduce(0, +) > room, let longest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[longest] > 1
        {
            widths[longest] -= 1
        }
        return shown.indices.map {
            (TextLayout.truncated(shown[$0], to: widths[$0], glyphs: glyphs), $0 == shown.count - 1)
        }
    }

    /// The number of columns in which a name is still recognizable.
    private static let readable = 12
}
