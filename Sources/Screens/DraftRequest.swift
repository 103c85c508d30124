import ImageModel
import Terminal
import ViewModels
import Widgets

/// The request that will be sent, kept up to date. Its first row may be a rule.
@MainActor
struct DraftRequest {
    let model: DraftModel

    func draw(into canvas: inout Canvas, in rect: Rect) {
        canvas.write(" POST /v2/images ", row: rect.row, column: rect.column - 1, role: .heading)
        var room = rect.split(top: 1).rest
        let following = (model.transferPlan?.requests ?? []).flatMap { request in
            TextLayout.wrapped("then " + request, columns: room.columns, charset: canvas.glyphs.charset)
        }.map { StyledLine($0, role: .code) }
        room.rows = max(0, room.rows - following.count)
        let lines = body(room, canvas.glyphs.charset)
        StyledLine.draw(lines, into: &canvas, in: room)
        for (offset, line) in following.enumerated() {
            line.draw(into: &canvas, row: room.row + min(lines.count, room.rows) + offset, in: room)
        }
    }

    /// Returns the lines of the body: each member on its own line if there is room, otherwise all in one paragraph.
    private func body(_ room: Rect, _ charset: Charset) -> [StyledLine] {
        let members = (model.body.object ?? [:]).sorted { $0.key < $1.key }.map { key, value in
            "\(JSONValue.string(key).text()): \(value.text())"
        }
        // Members may be many and long: wrap only the visible part, and one line more, which tells that there is more.
        func wrapped(_ text: String) -> [String] {
            TextLayout.wrapped(text, columns: room.columns, rows: room.rows + 1, charset: charset)
        }
        var spread: [String] = []
        for (index, member) in members.enumerated() where spread.count + 2 <= room.rows {
            spread += wrapped("  " + member + (index + 1 < members.count ? "," : ""))
        }
        let lines =
            members.isEmpty || spread.count + 2 > room.rows
            ? wrapped("{" + members.joined(separator: ", ") + "}") : ["{"] + spread + ["}"]
        return lines.map { StyledLine($0, role: .code) }
    }
}
