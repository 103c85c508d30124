import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The progress of a change of images: a bar, and the result for each image. For a single image it is a box over the previous
/// screen that closes by itself on success.
@MainActor
final class ChangeRunScreen: KeyNaming {
    var keys = KeyTable.standard
    let place = Place.changeRun
    private let run: ChangeRun
    private let workspace: Workspace
    private var showsRefusedOnly = false
    private var table = Table(columns: [])

    init(_ run: ChangeRun, workspace: Workspace) {
        self.run = run
        self.workspace = workspace
    }

    /// Returns the response that shows the running change, which keeps another from starting.
    static func busy(_ workspace: Workspace) -> Response {
        workspace.run.map { .show(ChangeRunScreen($0, workspace: workspace)) } ?? .handled
    }

    var title: String { run.words.capitalisedFirst }
    var isOverlay: Bool { run.items.count == 1 }

    /// The indices of the items that have a row.
    private var places: [Int] {
        guard showsRefusedOnly else { return Array(run.items.indices) }
        return run.items.indices.filter { if case .refused = run.items[$0].state { true } else { false } }
    }

    private func item(in places: [Int]) -> ChangeRun.Item? {
        guard !places.isEmpty else { return nil }
        return run.items[places[min(table.selected, places.count - 1)]]
    }

    private var failure: Explanation? {
        guard case .refused(let explanation)? = item(in: places)?.state else { return nil }
        return explanation
    }

    var unavailable: Set<Action> {
        var actions: Set<Action> = []
        if !run.isRunning || run.isStopping { actions.insert(.stopChange) }
        if !run.mayRetry { actions.insert(.retryFailed) }
        if run.counts.refused == 0, !showsRefusedOnly { actions.insert(.showRefused) }
        if isOverlay { actions.formUnion([.showRefused, .open]) }
        if failure == nil { actions.insert(.details) }
        if run.isRunning || run.change?.isFinal != false || workspace.changes.last == nil || run.counts.done == 0 {
            actions.insert(.undo)
        }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String { ChangeText(run: run, glyphs: glyphs).summary }

    func advance() -> Response {
        guard run.items.count == 1, !run.isRunning else { return .handled }
        let words = run.items[0].image.name
        switch run.items[0].state {
        case .done(let note):
            let key = run.change.map { !$0.isFinal } == true ? keys.name(of: .undo, in: .list) : nil
            let undo = key.map { " \($0) takes it back." } ?? ""
            return .closing(.say("Done: \(run.words)" + (note.map { " (\($0))" } ?? "") + "." + undo))
        case .needless(let reason): return .closing(.say("Nothing to do for \(words): \(reason)."))
        default: return .handled
        }
    }

    // MARK: - Drawing

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        if isOverlay { return drawBox(into: &canvas, in: body) }
        let places = places
        let text = ChangeText(run: run, glyphs: canvas.glyphs)
        let details = details(of: item(in: places), text, columns: body.columns - 2)
        let (bar, rest) = body.split(top: 1)
        drawBar(into: &canvas, in: bar.inset(columns: 1))
        let (top, below) = rest.split(top: max(3, rest.rows - (details.isEmpty ? 0 : details.count + 1)))
        // The service's message needs more room than the image's name.
        let name = max(18, body.columns / 3)
        table.columns = [
            .init("NAME", columns: name, priority: 0),
            .init("RESULT", columns: body.columns - name - 4, priority: 1),
        ]
        table.draw(into: &canvas, in: top, count: places.count) { row in
            let item = run.items[places[row]]
            return [.init(item.image.name), text.result(of: item)]
        }
        guard !details.isEmpty else { return }
        canvas.rule(below)
        StyledLine.draw(details, into: &canvas, in: below.split(top: 1).rest.inset(columns: 1))
    }

    private func drawBar(into canvas: inout Canvas, in line: Rect) {
        let (finished, count) = (run.finishedCount, run.items.count)
        let stopping = run.isStopping ? "; ending what is under way" : ""
        let words = "\(Format.count(finished)) of \(Format.count(count))\(stopping)"
        canvas.write(words, row: line.row, endColumn: line.endColumn, role: .text)
        let room = line.columns - TextLayout.columns(of: words, charset: canvas.glyphs.charset) - 1
        ProgressBar(fraction: Double(finished) / Double(max(1, count))).draw(
            into: &canvas, in: line.split(left: room).left)
    }

    /// Returns the full explanation of the selected image's failure; no lines if there is none.
    private func details(of item: ChangeRun.Item?, _ text: ChangeText, columns: Int) -> [StyledLine] {
        guard let item, case .refused(let explanation) = item.state else { return [] }
        let said = explanation.serverMessage
        var lines: [(String, Role)] = [
            ("! " + explanation.headline, .error), (explanation.reason + " " + explanation.advice, .text),
        ]
        if !said.isEmpty, said != explanation.reason { lines.append(("The service says: \(said)", .dim)) }
        return lines.flatMap { words, role in
            TextLayout.wrapped(words, columns: columns, charset: text.glyphs.charset).map { StyledLine($0, role: role) }
        }
    }

    private func drawBox(into canvas: inout Canvas, in body: Rect) {
        let text = ChangeText(run: run, glyphs: canvas.glyphs)
        let columns = Dialog.textColumns(on: canvas)
        var lines = details(of: run.items[0], text, columns: columns)
        if lines.isEmpty { lines = [StyledLine(text.summary, role: .dialog)] }
        if run.isRunning { lines = [StyledLine("\(canvas.glyphs.half) under way", role: .statusInTransit)] }
        let outer = body.centred(rows: lines.count + 4, columns: columns + 4)
        canvas.fill(outer, role: .dialog)
        canvas.box(outer)
        let heading = TextLayout.truncated(title, to: outer.columns - 6, glyphs: canvas.glyphs)
        canvas.write(" \(heading) ", row: outer.row, column: outer.column + 2, role: .title)
        StyledLine.draw(lines, into: &canvas, in: outer.inset(rows: 2, columns: 2))
    }

    // MARK: - Keys

    func pick(_ item: Int) -> Response {
        table.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        let places = places
        if table.handle(key, count: places.count) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .stopChange: run.stop()
        case .retryFailed: run.retry()
        case .showRefused:
            guard !unavailable.contains(.showRefused) else { return .handled }
            showsRefusedOnly.toggle()
            table.select(0)
        case .details:
            guard let failure else { return .handled }
            return .show(AnswerScreen(failure))
        case .open:
            guard !isOverlay, let image = item(in: places)?.image else { return .handled }
            return .show(RecordScreen(workspace.record(of: image.id, name: image.name), workspace: workspace))
        case .undo:
            return unavailable.contains(.undo) ? .handled : .closing(Self.askUndo(workspace))
        case .back: return .back
        default: return .ignored
        }
        return .handled
    }
}

extension ChangeRunScreen {
    private static func nothingToTakeBack(_ changes: ChangeHistory) -> String {
        if !changes.hasChanged { return "Nothing has been changed since gaze was started: there is nothing to undo." }
        return changes.isSomethingLost
            ? "There is nothing left to undo." : "All changes have been undone."
    }

    /// Asks whether to undo the last change, or says why that is not possible.
    static func askUndo(_ workspace: Workspace) -> Response {
        if workspace.isChanging { return busy(workspace) }
        guard let last = workspace.changes.last else {
            return .say(nothingToTakeBack(workspace.changes))
        }
        var text: [String] = []
        if let finality = last.finality {
            text = ["The last change was: \(last.words). It cannot be undone.", finality]
            guard workspace.changes.lastReversible != nil else {
                return .show(
                    DialogScreen(title: "This cannot be undone", text: text, buttons: [.init("close", letter: "c")]) {
                        _ in .handled
                    })
            }
            text += ["", "The change before it can be:"]
        }
        guard let entry = workspace.changes.lastReversible else { return .handled }
        let names = entry.changes.prefix(100).map(\.name)
        text += names
        if names.count < entry.changes.count {
            text.append("and \(Format.count(entry.changes.count - names.count)) more")
        }
        text += ["", "What somebody else has changed since is left as it is, and reported."]
        return .show(
            DialogScreen(
                title: "Undo: \(entry.words)?", text: text,
                buttons: [.init("leave it", letter: "l"), .init("undo", letter: "u")]
            ) { button in
                guard button == 1, let run = workspace.undo() else { return .handled }
                return .show(ChangeRunScreen(run, workspace: workspace))
            })
    }
}
