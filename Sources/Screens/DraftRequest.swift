import ImageModel
import Terminal
import ViewModels
import Widgets

/// The request as it will be sent, live; its first row may be a rule.
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

    /// The body, a line for each member where there is room, otherwise one after the other.
    private func body(_ room: Rect, _ charset: Charset) -> [StyledLine] {
        let members = (model.body.object ?? [:]).sorted { $0.key < $1.key }.map { key, value in
            "\(JSONValue.string(key).text()): \(value.text())"
        }
        // There may be many, and long ones: no more of them is broken than is in sight, and what tells that more follows.
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
