import Foundation
import Terminal
import ViewModels
import Widgets

/// Two images side by side, attribute by attribute.
@MainActor
final class DifferenceScreen: KeyNaming {
    let place = Place.difference
    let title = "Difference"
    var keys = KeyTable.standard
    private let model: DifferenceModel
    private let workspace: Workspace
    private var list = BlockList()
    private var showsAll = false
    /// Whether keys act on the second image's values.
    private var isRight = false

    init(_ model: DifferenceModel, workspace: Workspace) {
        self.model = model
        self.workspace = workspace
    }

    /// The visible rows; nil until the records have been read.
    private var rows: [RecordDifference.Row]? {
        model.rows.map { rows in showsAll ? rows : rows.filter { !$0.isSame } }
    }

    /// The selected row's value on the side that keys act on.
    private var value: String? {
        guard let rows, rows.indices.contains(list.selected) else { return nil }
        return isRight ? rows[list.selected].right : rows[list.selected].left
    }

    var unavailable: Set<Action> {
        var actions: Set<Action> = value == nil ? [.copyValue] : []
        if model.failure == nil { actions.insert(.details) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        guard let rows = model.rows else { return "" }
        let count = rows.count { !$0.isSame }
        let words = count == 1 ? "1 difference" : "\(count) differences"
        return (model.isLoading ? "reading  " : "") + "\(words) in \(rows.count)"
    }

    func advance() -> Response {
        model.load()
        return .handled
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        guard let rows else {
            let reading = Notice([("Reading both images\(canvas.glyphs.ellipsis)", .dim)])
            (model.failure.map { Notice($0, keys, in: place) } ?? reading).draw(into: &canvas, in: body)
            return
        }
        var body = body
        if let failure = model.failure { body = Banner(explanation: failure).draw(into: &canvas, in: body) }
        let text = DifferenceText(columns: body.columns - 4, glyphs: canvas.glyphs)
        let (heading, rest) = body.split(top: 1)
        text.heading(model.left.name, model.right.name, isRight: isRight).draw(
            into: &canvas, row: heading.row, in: heading.split(left: 2).rest)
        guard !rows.isEmpty else {
            Notice([("Both say the same." + keyNames.press(.showAll, "to see it"), .text)]).draw(
                into: &canvas, in: rest)
            return
        }
        list.draw(rows.map(text.block), into: &canvas, in: rest)
    }

    func pick(_ item: Int) -> Response {
        list.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        if list.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .showAll:
            let name = rows.flatMap { $0.indices.contains(list.selected) ? $0[list.selected].name : nil }
            showsAll.toggle()
            list.select(rows?.firstIndex { $0.name == name } ?? 0)
        case .nextSide: isRight.toggle()
        case .copyValue:
            guard let value else { return .handled }
            return .effect(.copy(value))
        case .open:
            let image = (isRight ? model.right : model.left).image
            return .show(RecordScreen(workspace.record(of: image.id, name: image.name), workspace: workspace))
        case .refresh: model.refresh()
        case .details:
            guard let failure = model.failure else { return .handled }
            return .show(AnswerScreen(failure))
        case .back: return .back
        default: return .ignored
        }
        return .handled
    }
}
