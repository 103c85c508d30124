import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The question of where to save data, over the previous screen.
@MainActor
final class SaveScreen: KeyNaming {
    var keys = KeyTable.standard
    let place = Place.save
    let title = ""
    let isOverlay = true
    private let model: any SaveQuestion
    private var field: TextField
    /// The path that the field showed last.
    private var shown: String

    init(_ model: any SaveQuestion) {
        self.model = model
        shown = model.path
        field = TextField(text: model.path, placeholder: model.placeholder)
    }

    private var completion: PathCompletion { model.completion }

    var unavailable: Set<Action> {
        var actions: Set<Action> = completion.isUnfinished ? [] : [.completePath]
        if !model.maySave { actions.insert(.saveHere) }
        return actions
    }

    func advance() -> Response {
        if model.isDone { return model.end(keys) }
        if model.path != shown {
            // A remembered folder has been read, or another name is proposed.
            shown = model.path
            field.replace(with: shown)
        }
        completion.update(field.text)
        if field.suggestion != completion.suggestion { field.suggestion = completion.suggestion }
        if completion.isWanted, !completion.isBusy {
            completion.answered()
            if field.acceptSuggestion() { take() }
        }
        return .handled
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let choiceRows = max(2, min(6, body.rows - 8))
        let outer = body.centred(rows: 6 + choiceRows, columns: min(86, body.columns - 4))
        canvas.fill(outer, role: .dialog)
        canvas.box(outer)
        let heading = TextLayout.truncated(model.heading, to: outer.columns - 6, glyphs: canvas.glyphs)
        canvas.write(" \(heading) ", row: outer.row, column: outer.column + 2, role: .title, limit: outer.columns - 4)
        let inside = outer.inset(rows: 1, columns: 2)
        let (line, below) = inside.split(top: 1)
        canvas.write("[", row: line.row, column: line.column, role: .border)
        canvas.write("]", row: line.row, column: line.endColumn - 1, role: .border)
        field.draw(into: &canvas, in: line.inset(columns: 1), isFocused: true)
        let (note, rest) = below.split(top: 2)
        let (words, role) = model.words
        let lines = TextLayout.wrapped(words, columns: note.columns, charset: canvas.glyphs.charset)
        StyledLine.draw(lines.map { StyledLine($0, role: role) }, into: &canvas, in: note)
        let list = rest.split(top: 1).rest
        StyledLine.draw(
            ChoiceList(completion.choices, count: completion.count).lines(
                rows: list.rows, columns: list.columns, glyphs: canvas.glyphs), into: &canvas, in: list)
    }

    func handle(_ key: Key) -> Response {
        completion.answered()
        switch KeyBinding.action(for: key, in: place) {
        case .saveHere: return model.save()
        case .back: return .back
        case .completePath where complete(with: key): return .handled
        case .help: return .ignored
        default:
            if key != .tab, field.handle(key) { take() }
            return .handled
        }
    }

    private func complete(with key: Key) -> Bool {
        if field.acceptSuggestion() {
            take()
            return true
        }
        guard key == .tab else { return false }
        completion.want()
        return true
    }

    private func take() {
        shown = field.text
        model.path = field.text
        completion.update(field.text)
    }
}
