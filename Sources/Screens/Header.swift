import Terminal

/// The first line of a screen: the program, where one is, and at the right how things stand.
struct Header {
    /// From the cloud to the screen.
    let crumbs: [String]
    let status: String
    /// Whether nothing can be changed here.
    var isReadOnly = false

    func draw(into canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        let end = canvas.size.columns - 1
        canvas.write(status, row: 0, endColumn: end, role: .dim)
        var column = 1 + canvas.write("gaze  ", row: 0, column: 1, role: .title)
        if isReadOnly { column += 2 + canvas.write("read-only", row: 0, column: column, role: .warning) }
        let statusColumns = TextLayout.columns(of: status, charset: glyphs.charset)
        let room = end - column - (statusColumns > 0 ? statusColumns + 2 : 0)
        for (index, crumb) in fitted(to: room, glyphs).enumerated() {
            if index > 0 { column += canvas.write(" \(glyphs.crumb) ", row: 0, column: column, role: .dim) }
            column += canvas.write(crumb.text, row: 0, column: column, role: crumb.isLast ? .title : .text)
        }
    }

    /// The crumbs as there is room for them: those in the middle give way first, and then the longest are cut.
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

    /// Columns in which a name can still be told from another.
    private static let readable = 12
}
