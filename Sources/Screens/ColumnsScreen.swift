import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The choice of the list's columns, their order and their widths, with a preview of the list below.
@MainActor
final class ColumnsScreen: Screen {
    let place = Place.columns
    let title = "Columns"
    private let workspace: Workspace
    private var choice: ColumnChoice
    private var table = Table(columns: [
        .init("COLUMN", columns: 22, priority: 0), .init("WIDTH", columns: 7, isRightAligned: true, priority: 1),
        .init("FOR EXAMPLE", columns: 30, priority: 2),
    ])
    private var preview = Table(columns: [])
    /// The width of the list, in cells.
    private var room = 0

    /// The number of rows in the preview, not counting its titles and the rule.
    private static let sampleRows = 4

    init(workspace: Workspace) {
        self.workspace = workspace
        choice = ColumnChoice(
            workspace.columns.chosen, candidates: ListColumns.candidates(in: workspace.catalogue.images))
    }

    private var images: [Image] { workspace.catalogue.images }

    var unavailable: Set<Action> {
        guard let entry = choice.entry(table.selected) else { return [.toggleColumn] }
        var actions: Set<Action> = choice.isUsual ? [.usualColumns] : []
        if !entry.isShown { actions.formUnion([.columnLeft, .columnRight, .narrowColumn, .widenColumn]) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        let count = choice.shown.count == 1 ? "1 column" : "\(choice.shown.count) columns"
        return workspace.columns.isConfigured ? "\(count), until gaze ends: config.yaml has its own" : count
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        room = body.columns - 2
        let images = images.prefix(Self.sampleRows)
        let below = images.isEmpty || body.rows < 16 ? 0 : images.count + 2
        let (top, rest) = body.split(top: body.rows - below)
        let glyphs = canvas.glyphs
        table.draw(into: &canvas, in: top, count: choice.entries.count) { [choice] row in
            Self.cells(of: choice.entries[row], images.first, glyphs, now)
        }
        guard below > 0 else { return }
        canvas.rule(rest)
        let words = " The list; on a narrow screen the last column goes first. "
        canvas.write(words, row: rest.row, column: rest.column + 2, role: .dim, limit: rest.columns - 4)
        let columns = CatalogueColumn.columns(choice.columns)
        preview.columns = CatalogueColumn.tableColumns(columns, for: workspace.catalogue.order)
        preview.draw(into: &canvas, in: rest.split(top: 1).rest, count: images.count, hasBar: false) { row in
            columns.map { $0.cell(images[row], glyphs, now) }
        }
        // The preview's rows cannot be selected.
        canvas.mark(rest, as: .item(-1))
    }

    private static func cells(
        of entry: ColumnChoice.Entry, _ image: Image?, _ glyphs: Glyphs, _ now: Date
    ) -> [Table.Cell] {
        let column = CatalogueColumn.columns([entry.column])[0]
        let mark = entry.isShown ? String(glyphs.check) : " "
        let role: Role = entry.isShown ? .text : .dim
        return [
            .init("\(mark) \(entry.column.attribute.rawValue)", role: role),
            .init(entry.isShown ? "\(column.columns)" : "", role: role),
            image.map { column.cell($0, glyphs, now) } ?? .init(""),
        ]
    }

    func pick(_ item: Int) -> Response {
        if choice.entries.indices.contains(item) { table.select(item) }
        return .handled
    }

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: choice.entries.count) { return .handled }
        let row = table.selected
        switch KeyBinding.action(for: key, in: place) {
        case .takeColumns:
            workspace.columns.take(choice.columns)
            return .back
        case .toggleColumn: table.select(choice.toggle(row, room: room))
        case .columnLeft: table.select(choice.move(row, by: -1))
        case .columnRight: table.select(choice.move(row, by: 1))
        case .narrowColumn: choice.widen(row, by: -1)
        case .widenColumn: choice.widen(row, by: 1)
        case .addColumn: return .show(question)
        case .usualColumns: choice.forget()
        case .back: return .back
        default: return .ignored
        }
        return .handled
    }

    /// The question for more columns, by the names of attributes or properties.
    private var question: ValueScreen {
        let known = choice.entries.filter { !$0.isShown }.map(\.column.attribute.rawValue)
        return ValueScreen(
            heading: "Add a column", hints: ["Attributes, or properties of images; commas between several."],
            box: ComboBox(
                values: known, current: "", placeholder: "name, for example os_distro", prefersText: true)
        ) { text in
            let blank = Self.names(in: text, known).first { $0.contains(where: \.isWhitespace) && !known.contains($0) }
            guard let blank else { return .good }
            let words = blank.split(whereSeparator: \.isWhitespace)
            return .refused(
                "A name has no blanks: \(words.joined(separator: "_")), or \(words.joined(separator: ", "))?")
        } take: { [weak self] text in
            guard let self else { return }
            let columns = Self.names(in: text, known).map { ListColumn(named: $0) }
            if let row = self.choice.add(columns, room: self.room) { self.table.select(row) }
        }
    }

    /// Returns the names that were typed. A known name may contain blanks and commas.
    private static func names(in text: String, _ known: [String]) -> [String] {
        known.contains(text) ? [text] : ImageAttribute.names(typed: text).filter { !$0.isEmpty }
    }
}
