import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// Asks where an image's data is to be saved, over the screen before it.
@MainActor
final class SaveScreen: Screen {
    let place = Place.save
    let title = ""
    let isOverlay = true
    private let model: SaveModel
    private var field: TextField
    /// The path that the field has shown last.
    private var shown: String

    init(_ model: SaveModel) {
        self.model = model
        shown = model.path
        field = TextField(text: model.path, placeholder: "the path of a file")
    }

    private var completion: PathCompletion { model.completion }

    var unavailable: Set<Action> {
        var actions: Set<Action> = completion.isUnfinished ? [] : [.completePath]
        if !maySave { actions.insert(.saveHere) }
        return actions
    }

    /// Whether enter leads somewhere.
    private var maySave: Bool {
        switch model.place {
        case .free, .part: true
        case .problem(let problem): problem.isAboutTheName
        case nil: false
        }
    }

    func advance() -> Response {
        if model.isDone { return .back }
        if model.path != shown {
            // Another folder was remembered, or another name is proposed.
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
        let heading = TextLayout.truncated(
            "Save \(model.image.nameOrID) to a file", to: outer.columns - 6, glyphs: canvas.glyphs)
        canvas.write(" \(heading) ", row: outer.row, column: outer.column + 2, role: .title, limit: outer.columns - 4)
        let inside = outer.inset(rows: 1, columns: 2)
        let (line, below) = inside.split(top: 1)
        canvas.write("[", row: line.row, column: line.column, role: .border)
        canvas.write("]", row: line.row, column: line.endColumn - 1, role: .border)
        field.draw(into: &canvas, in: line.inset(columns: 1), isFocused: true)
        let (note, rest) = below.split(top: 2)
        let (words, role) = words
        let lines = TextLayout.wrapped(words, columns: note.columns, charset: canvas.glyphs.charset)
        StyledLine.draw(lines.map { StyledLine($0, role: role) }, into: &canvas, in: note)
        let list = rest.split(top: 1).rest
        StyledLine.draw(
            ChoiceList(completion.choices, count: completion.count).lines(
                rows: list.rows, columns: list.columns, glyphs: canvas.glyphs), into: &canvas, in: list)
    }

    /// What there is to be said of the path.
    private var words: (String, Role) {
        let size = model.image.size
        switch model.place {
        case .free(let room):
            let words = [size.map { Format.bytes($0) + " to come" }, room.map { "\(Format.bytes($0)) free there" }]
                .compactMap(\.self).joined(separator: ", ")
            guard let room, let size, size > room else { return (words.isEmpty ? "" : words + ".", .label) }
            return ("! \(words): there may be too little room.", .warning)
        case .part(let bytes):
            let whole = size.map { " of \(Format.bytes($0))" } ?? ""
            return ("\(Format.bytes(bytes))\(whole) are there already, and are gone on from.", .label)
        case .problem(let problem) where problem.isAboutTheName: return ("! \(problem.description)", .warning)
        case .problem(let problem): return ("! \(problem.description)", .error)
        case nil: return ("", .label)
        }
    }

    func handle(_ key: Key) -> Response {
        completion.answered()
        switch KeyBinding.action(for: key, in: place) {
        case .saveHere: return save()
        case .back: return .back
        case .completePath where complete(with: key): return .handled
        case .help where key != .character("?"): return .ignored
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

    private func save() -> Response {
        guard maySave else { return .handled }
        guard case .problem(let problem)? = model.place else {
            model.submit()
            return .back
        }
        return .show(
            DialogScreen(
                title: "What is there stays, unless you say otherwise", text: [problem.description],
                buttons: [
                    .init("cancel", letter: "c"), .init("another name", letter: "a"), .init("overwrite", letter: "o"),
                ]
            ) { [model] button in
                switch button {
                case 1: model.proposeFreeName()
                case 2: model.submit(overwriting: true)
                default: break
                }
                return .handled
            })
    }
}

extension DialogScreen {
    /// The question before a download goes on whose file's name is in the way.
    static func nameInTheWay(_ download: DownloadModel, _ problem: SaveProblem) -> DialogScreen {
        DialogScreen(
            title: "What is there stays, unless you say otherwise", text: [problem.description],
            buttons: [
                .init("cancel", letter: "c"), .init("another name", letter: "a"), .init("overwrite", letter: "o"),
            ]
        ) { button in
            switch button {
            case 1: download.retryUnderFreeName()
            case 2: download.retryOverwriting()
            default: break
            }
            return .handled
        }
    }
}
