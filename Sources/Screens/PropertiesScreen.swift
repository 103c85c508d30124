import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The properties of an image, and all those that the cloud describes: the list at the left, the meaning at the right.
@MainActor
final class PropertiesScreen: KeyNaming {
    let title = "Properties"
    var keys = KeyTable.standard
    private let workspace: Workspace
    private let model: any DraftEditing
    private var table = Table(columns: [
        .init("PROPERTY", columns: 20, priority: 0), .init("", columns: 5, isRightAligned: true, priority: 1),
        .init("MEANING", columns: 28, priority: 2),
    ])
    private var meaning = PagedLines()
    private var open: Set<PropertyRow.Section> = [.draft]
    private var selection = PropertyRow.ID.section(.draft)
    private var search = TextField()
    private var isSearching = false

    /// - Parameters:
    ///   - workspace: What the screen acts on.
    ///   - model: The draft whose properties are shown.
    init(workspace: Workspace, of model: any DraftEditing) {
        self.workspace = workspace
        self.model = model
        workspace.guidance.load()
    }

    private var guidance: GuidanceModel { workspace.guidance }

    var place: Place { isSearching ? .search : .properties }

    var unavailable: Set<Action> {
        var actions: Set<Action> = guidance.failure == nil ? [.details] : []
        if !meaning.hasMore { actions.insert(.readOn) }
        if case .property(_, _, _?)? = selectedRow {} else { actions.insert(.removeProperty) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        if let progress = guidance.progress { return "reading \(progress.read) of \(progress.of)" }
        return guidance.isLoading ? "reading the definitions" : "\(guidance.names.count) described"
    }

    private var rows: [PropertyRow] {
        PropertyRow.rows(guidance, model.draft, open: open, search: search.text)
    }

    private var selectedRow: PropertyRow? { rows.first { $0.id == selection } }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        var body = body
        if let failure = guidance.failure { body = Banner(explanation: failure).draw(into: &canvas, in: body) }
        let isWide = body.columns >= 110
        var (left, right) = body.split(left: isWide ? body.columns * 11 / 20 : body.columns / 2)
        canvas.fill(
            Rect(row: right.row, column: right.column, rows: right.rows, columns: 1), with: canvas.glyphs.divider,
            role: .border)
        right = right.split(left: 2).rest
        right.columns -= 1
        if isSearching || !search.text.isEmpty {
            let line: Rect
            (line, left) = left.split(top: 1)
            canvas.write("/", row: line.row, column: line.column + 1, role: .key)
            search.draw(
                into: &canvas, in: line.split(left: 3).rest.split(left: line.columns - 4).left, isFocused: isSearching)
        }
        let cursor = isSearching ? canvas.cursor : nil
        let rows = rows
        drawList(rows, into: &canvas, in: left)
        let lines = PropertyPane(
            guidance: guidance, draft: model.draft, isFound: !search.text.isEmpty, columns: right.columns,
            glyphs: canvas.glyphs, keys: KeyNames(keys, in: .properties)
        ).lines(of: rows.first { $0.id == selection })
        meaning.draw(lines, into: &canvas, in: right)
        canvas.cursor = cursor
    }

    private func drawList(_ rows: [PropertyRow], into canvas: inout Canvas, in rect: Rect) {
        table.select(rows.firstIndex { $0.id == selection } ?? table.selected)
        let glyphs = canvas.glyphs
        table.draw(into: &canvas, in: rect, count: rows.count) { cells(of: rows[$0], glyphs) }
        // If the selected row is gone, select the one that has taken its place.
        if rows.indices.contains(table.selected) { selection = rows[table.selected].id }
    }

    private func cells(of row: PropertyRow, _ glyphs: Glyphs) -> [Table.Cell] {
        switch row {
        case .section(let section, let count, let set, let isOpen):
            let title = PropertyPane.title(of: section, guidance)
            let number = section == .draft || set == 0 ? "\(count)" : "\(set)/\(count)"
            let mark = isOpen ? glyphs.unfolded : glyphs.folded
            return [.init("\(mark) \(title)", role: .heading), .init(number, role: .dim), .init("")]
        case .object(let name, _): return [.init("  " + name, role: .label), .init(""), .init("")]
        case .property(let name, let section, let value):
            let doubt = value.flatMap { guidance.warning(about: name, $0) }
            let mark = value == nil ? " " : doubt == nil ? String(glyphs.full) : String(glyphs.warning)
            let text = "\(mark) \(name)" + (value.map { " = \($0)" } ?? "")
            return [
                .init(text, role: doubt != nil ? .warning : value == nil ? .field : .success), .init(""),
                .init(guidance.definition(of: name, in: section)?.title ?? "", role: .dim),
            ]
        }
    }

    func handle(_ key: Key) -> Response {
        if isSearching { return handleSearch(key) }
        if table.handle(key, count: rows.count) { return move() }
        switch KeyBinding.action(for: key, in: place) {
        case .setValue: return set()
        case .removeProperty:
            if let name = selectedRow?.name { model.draft.remove(property: name) }
        case .addProperty:
            return .show(
                ValueScreen.property(of: model) { [weak self] name in
                    self?.open.insert(.draft)
                    self?.selection = .property(name, .draft)
                })
        case .openSection: if let section = selectedRow?.section { open.insert(section) }
        case .closeSection:
            guard let section = selectedRow?.section else { return .handled }
            open.remove(section)
            selection = .section(section)
        case .search: isSearching = true
        case .readOn: meaning.turn()
        case .refresh: guidance.reload()
        case .details: return guidance.failure.map { .show(AnswerScreen($0)) } ?? .handled
        case .back:
            guard !search.text.isEmpty else { return .back }
            search.replace(with: "")
        default: return .ignored
        }
        return .handled
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        return move()
    }

    /// Handles the keys of the search line. The results follow every change of its text.
    private func handleSearch(_ key: Key) -> Response {
        switch KeyBinding.action(for: key, in: .search) {
        case .keepSearch: isSearching = false
        case .back:
            isSearching = false
            search.replace(with: "")
        case .moveUp, .moveDown:
            _ = table.handle(key, count: rows.count)
            return move()
        case .help: return .ignored
        default:
            let before = search.text
            _ = search.handle(key)
            // Select the first property found.
            if search.text != before, let found = rows.first(where: { $0.name != nil }) {
                selection = found.id
                meaning.rewind()
            }
        }
        return .handled
    }

    private func move() -> Response {
        let rows = rows
        if rows.indices.contains(table.selected) { selection = rows[table.selected].id }
        meaning.rewind()
        return .handled
    }

    /// Sets the selected property, or opens or closes the selected section.
    private func set() -> Response {
        switch selectedRow {
        case .section(let section, _, _, let isOpen)?:
            if isOpen { open.remove(section) } else { open.insert(section) }
        case .property(let name, let section, let value)?:
            let definition = guidance.definition(of: name, in: section)
            guard definition?.isToggle == true, value.map(["true", "false"].contains) ?? true else {
                return .show(ValueScreen.value(of: name, definition, model, guidance))
            }
            model.draft.set(property: name, to: value == "true" ? "false" : "true")
        case .object?, nil: break
        }
        return .handled
    }
}

extension MetadefProperty {
    /// Whether its values are true and false.
    fileprivate var isToggle: Bool { Set(values) == ["true", "false"] }
}
