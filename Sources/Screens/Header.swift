import Terminal

/// The first line of a screen: the program, where one is, and at the right how things stand.
struct Header {
    /// From the cloud to the screen.
    let crumbs: [String]
    let status: String

    func draw(into canvas: inout Canvas) {
        let glyphs = canvas.glyphs
        let end = canvas.size.columns - 1
        canvas.write(status, row: 0, endColumn: end, role: .dim)
        var column = 1 + canvas.write("gaze  ", row: 0, column: 1, role: .title)
        let statusColumns = TextLayout.columns(of: status, charset: glyphs.charset)
        let room = end - column - (statusColumns > 0 ? statusColumns + 2 : 0)
        for (index, crumb) in fitted(to: room - 3 * (crumbs.count - 1), glyphs).enumerated() {
            if index > 0 { column += canvas.write(" \(glyphs.crumb) ", row: 0, column: column, role: .dim) }
            column += canvas.write(crumb, row: 0, column: column, role: index == crumbs.count - 1 ? .title : .text)
        }
    }

    /// The crumbs, the longest of them cut for as long as there is not room for all.
    private func fitted(to room: Int, _ glyphs: Glyphs) -> [String] {
        var widths = crumbs.map { TextLayout.columns(of: $0, charset: glyphs.charset) }
        while widths.reduce(0, +) > room, let longest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[longest] > 1
        {
            widths[longest] -= 1
        }
        return zip(crumbs, widths).map { TextLayout.truncated($0, to: $1, glyphs: glyphs) }
    }
}
