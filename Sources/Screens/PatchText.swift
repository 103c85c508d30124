import ImageModel
import Terminal
import ViewModels
import Widgets

/// The request with the changes of an image.
@MainActor
struct PatchText {
    let model: EditModel

    /// Draws the operations in short, one after the other. The first row of the pane may be a rule.
    func draw(into canvas: inout Canvas, in rect: Rect) {
        let heading = TextLayout.truncated("PATCH \(model.path)", to: rect.columns - 2, glyphs: canvas.glyphs)
        canvas.write(" \(heading) ", row: rect.row, column: rect.column - 1, role: .heading)
        let room = rect.split(top: 1).rest
        var lines: [StyledLine] = []
        for operation in operations where lines.count <= room.rows {
            lines += TextLayout.wrapped(
                operation, columns: room.columns, rows: room.rows + 1, charset: canvas.glyphs.charset
            ).map { StyledLine($0, role: .code) }
        }
        StyledLine.draw(
            lines.isEmpty ? [StyledLine("nothing is changed", role: .dim)] : lines, into: &canvas, in: room)
    }

    /// Returns the whole request, for a screen of its own.
    func lines(columns: Int, charset: Charset) -> [StyledLine] {
        func wrapped(_ text: String, _ role: Role) -> [StyledLine] {
            TextLayout.wrapped(text, columns: columns, charset: charset).map { StyledLine($0, role: role) }
        }
        guard !operations.isEmpty else { return wrapped("Nothing is changed, so nothing will be sent.", .dim) }
        return wrapped("The request", .heading) + wrapped("PATCH \(model.path)", .code)
            + wrapped("Content-Type: \(ImagePatch.mediaType)", .code) + [StyledLine()]
            + wrapped(body, .code) + [
                StyledLine(), StyledLine("Before it", role: .heading),
            ]
            + wrapped(
                "The record is read again. What somebody else has changed since it was read for this form is shown, "
                    + "and nothing is sent then.", .text)
    }

    /// The body, with an operation on each line.
    private var body: String {
        let operations = (model.patch.json().array ?? []).map { "  " + $0.text() }
        return "[\n" + operations.joined(separator: ",\n") + "\n]"
    }

    /// The operations without their JSON syntax: operation, path and value.
    private var operations: [String] {
        (model.patch.json().array ?? []).map { operation in
            let parts = operation.object ?? [:]
            return [parts["op"]?.string, parts["path"]?.string, parts["value"]?.text()].compactMap(\.self)
                .joined(separator: " ")
        }
    }
}
