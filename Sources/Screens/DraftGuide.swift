import ImageModel
import Terminal
import ViewModels
import Widgets

/// What the field under the cursor means, what may be chosen, and what is wrong.
@MainActor
struct DraftGuide {
    let model: DraftModel
    let field: DraftField

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let glyphs = canvas.glyphs
        func wrapped(_ text: String, role: Role = .text) -> [StyledLine] {
            TextLayout.wrapped(text, columns: rect.columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
        }
        var lines: [StyledLine] = []
        if let refusal = model.refusal {
            lines += wrapped("! " + refusal.headline, role: .error) + wrapped(refusal.reason) + wrapped(refusal.advice)
            lines.append(StyledLine())
        } else if let heldBack = model.heldBack, model.problems.values.contains(heldBack) {
            lines += wrapped("! Not sent yet: \(heldBack)", role: .error)
            lines.append(StyledLine())
        }
        lines.append(StyledLine(field.label, role: .heading))
        if let problem = model.problems[field], problem != model.heldBack || model.refusal != nil {
            lines += wrapped(problem, role: .warning)
        }
        let guide = model.guide(to: field)
        lines += wrapped(guide.ours)
        if field == .data, case .ready(let file) = model.file {
            lines += wrapped("\(Format.bytes(file.size)) in \(file.path)", role: .success)
        }
        lines += choices(rect, glyphs)
        if model.schema == nil, model.schemaFailure != nil, !model.choices(for: field).isEmpty {
            lines += wrapped("The cloud's own choices could not be read; these are the usual ones.", role: .warning)
        }
        if let cloud = guide.cloud { lines += [StyledLine()] + wrapped("The cloud says: \(cloud)", role: .dim) }
        for (offset, line) in lines.prefix(rect.rows).enumerated() {
            line.draw(into: &canvas, row: rect.row + offset, in: rect)
        }
    }

    /// The choices: with their meanings where there is room for a line each, side by side otherwise.
    private func choices(_ rect: Rect, _ glyphs: Glyphs) -> [StyledLine] {
        let choices = model.choices(for: field)
        guard !choices.isEmpty else { return [] }
        let chosen = chosenValue
        guard choices.count <= max(4, rect.rows - 5) else {
            let words = choices.map { $0 == chosen ? "\(glyphs.choiceLeft)\($0)\(glyphs.choiceRight)" : $0 }
            let meaning = chosen.flatMap { model.meaning(of: $0, for: field) }.map { ["\(chosen ?? ""): \($0)"] } ?? []
            return
                (meaning
                + TextLayout.wrapped(words.joined(separator: " "), columns: rect.columns, charset: glyphs.charset))
                .map { StyledLine($0, role: .label) }
        }
        return choices.map { choice in
            let mark = choice == chosen ? "\(glyphs.selectionBar)" : " "
            let name = choice + String(repeating: " ", count: max(1, 10 - choice.count))
            return StyledLine([
                .init(mark, role: .key), .init(name, role: choice == chosen ? .labelFocused : .label),
                .init(model.meaning(of: choice, for: field) ?? "", role: .dim),
            ])
        }
    }

    private var chosenValue: String? {
        switch field {
        case .diskFormat: model.draft.diskFormat
        case .containerFormat: model.draft.containerFormat
        case .visibility: model.draft.visibility
        default: nil
        }
    }
}

/// The request as it will be sent, live.
@MainActor
struct DraftRequest {
    let model: DraftModel

    func draw(into canvas: inout Canvas, in rect: Rect) {
        canvas.write("POST /v2/images", row: rect.row, column: rect.column, role: .heading, limit: rect.columns)
        let charset = canvas.glyphs.charset
        let body = model.body
        var lines = TextLayout.wrapped(body.text(pretty: true), columns: rect.columns, charset: charset)
        if lines.count > rect.rows - 2 {
            lines = TextLayout.wrapped(body.text(), columns: rect.columns, charset: charset)
        }
        if case .ready(let file) = model.file { lines.append("then PUT …/file, \(Format.bytes(file.size))") }
        let room = max(0, rect.rows - 1)
        for (offset, line) in lines.prefix(room).enumerated() {
            let isCut = offset == room - 1 && lines.count > room
            canvas.write(
                isCut ? line + String(canvas.glyphs.ellipsis) : line, row: rect.row + 1 + offset, column: rect.column,
                role: .code, limit: rect.columns)
        }
    }
}
