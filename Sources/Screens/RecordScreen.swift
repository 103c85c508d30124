import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// An image: its record, members, tasks, stores, and transfer.
@MainActor
final class RecordScreen: KeyNaming {
    var keys = KeyTable.standard
    let record: RecordModel
    let workspace: Workspace
    private(set) var tab: RecordTab
    /// The tab that `v` returns to.
    private var lastTab = RecordTab.overview
    private var lists: [RecordTab: BlockList] = [:]
    private var tree = JSONTree()
    private var search = TextField()
    private var isSearching = false
    /// The number of changes made outside this screen when the record was last read.
    private var changeCount: Int
    /// Whether it was opened from the list, which has images before and after it.
    let isOfList: Bool
    /// The action to start as soon as the record has been read; nil if there is none.
    private var begins: Action?

    /// - Parameters:
    ///   - record: The model of the record.
    ///   - workspace: What the screen acts on.
    ///   - tab: The tab to begin with.
    ///   - isOfList: Whether it is opened from the list.
    ///   - action: The action to start as soon as the record has been read.
    init(
        _ record: RecordModel, workspace: Workspace, tab: RecordTab = .overview, isOfList: Bool = false,
        begins action: Action? = nil
    ) {
        self.tab = tab
        self.record = record
        self.workspace = workspace
        self.isOfList = isOfList
        begins = action
        changeCount = workspace.changes.changeCount
    }

    var place: Place { isSearching ? .recordSearch : .record }
    var title: String { record.name }
    var part: String? { tab == .overview ? nil : tab.name }
    var imageInSight: String? { record.id }
    var subject: Image? { record.record?.image }

    var unavailable: Set<Action> {
        var actions: Set<Action> =
            record.record == nil
            ? [
                .toggleJSON, .delete, .newLikeThis, .saveData, .copyToCloud, .search, .copyValue, .nextTab,
                .changeImage,
            ] : []
        if record.isDeleting || record.activity != nil { actions.formUnion([.delete, .changeImage]) }
        let isUnderWay = record.transfer?.isUnderWay == true
        if record.record?.image.awaitsData != true || isUnderWay { actions.insert(.bringData) }
        if !isUnderWay { actions.insert(.cancelTransfer) }
        if record.transfer?.mayHold != true { actions.insert(.holdTransfer) }
        if record.transfer?.mayRetry != true { actions.insert(.retryTransfer) }
        if record.transfer?.actualFormat == nil { actions.insert(.correctFormat) }
        if record.transfer?.otherWays.isEmpty != false { actions.insert(.otherMethod) }
        if failure == nil { actions.insert(.details) }
        if entry?.copy == nil { actions.insert(.copyValue) }
        if tab != .json { actions.insert(.toggleFold) }
        if search.text.isEmpty { actions.insert(.nextFound) }
        if neighbour(1) == nil { actions.insert(.nextImage) }
        if neighbour(-1) == nil { actions.insert(.previousImage) }
        return actions.union(unavailableHere)
    }

    private var failure: Explanation? {
        var transferFailure: Explanation?
        if case .failed(let explanation)? = record.transfer?.state { transferFailure = explanation }
        // Both report that the image is gone, but only the transfer knows what that means for the data.
        if transferFailure?.status == 410 { return transferFailure }
        if let failure = record.failure ?? transferFailure { return failure }
        switch tab {
        case .members: return record.members.failure
        case .tasks: return record.tasks.failure ?? record.stores.failure
        case .overview, .properties, .json: return nil
        }
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        // A record that is watched until it settles is read all the time, so that is not worth mentioning.
        let isWatched = record.transfer?.isUnderWay == true || record.record?.image.status.isInTransit == true
        if record.isLoading, !isWatched, record.record != nil { return "reading" }
        return record.isUnanswered ? "no answer" : ""
    }

    func tick() {
        switch tab {
        case .members: record.tick(inSight: .members)
        case .tasks: record.tick(inSight: .tasks)
        case .overview, .properties, .json: record.tick()
        }
    }

    func advance() -> Response {
        if record.isDeleted { return .back }
        if changeCount != workspace.changes.changeCount {
            changeCount = workspace.changes.changeCount
            record.refresh()
        }
        guard let image = record.record?.image else { return .handled }
        if let action = begins {
            begins = nil
            return handleChange(action, image) ?? .handled
        }
        switch tab {
        case .members: if image.visibility == .shared { record.members.load() }
        case .tasks:
            record.tasks.load()
            record.stores.load()
        case .properties: workspace.guidance.load()
        case .overview, .json: break
        }
        return .handled
    }

    // MARK: - Drawing

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        guard let image = record.record?.image else {
            let reading = Notice([("Reading the image\(canvas.glyphs.ellipsis)", .dim)])
            (failure.map { Notice($0, keys, in: .record) } ?? reading).draw(into: &canvas, in: body)
            return
        }
        var body = body
        if let failure { body = Banner(explanation: failure).draw(into: &canvas, in: body) }
        let summary = RecordSummary(record: record, image: image, keys: keyNames)
        let rest = summary.draw(into: &canvas, in: body.inset(columns: 1))
        let (bar, room) = rest.split(top: 1)
        TabBar(
            RecordTab.allCases.map { $0.title(keys) }, selected: tab.rawValue,
            keys: RecordTab.allCases.map { keys.key(for: $0.action, in: .record) }
        ).draw(
            into: &canvas, in: bar)
        drawList(into: &canvas, in: Rect(row: room.row, column: 0, rows: room.rows, columns: body.columns))
    }

    private func drawList(into canvas: inout Canvas, in rect: Rect) {
        let entries = entries(canvas.glyphs)
        var (room, line) = (rect, rect.split(top: 0).top)
        if isSearching || !search.text.isEmpty { (room, line) = rect.split(top: rect.rows - 1) }
        var pane: [StyledLine] = []
        if tab == .properties, room.rows >= 10 { pane = meaning(columns: room.columns - 2, canvas.glyphs) }
        if !pane.isEmpty {
            let below: Rect
            (room, below) = room.split(top: room.rows - pane.count - 1)
            canvas.rule(below)
            StyledLine.draw(pane, into: &canvas, in: below.split(top: 1).rest.inset(columns: 1))
        }
        let text = RecordText(columns: room.columns - 3, charset: canvas.glyphs.charset)
        var list = lists[tab] ?? BlockList()
        list.draw(text.blocks(of: entries), into: &canvas, in: room)
        lists[tab] = list
        if !line.isEmpty { drawSearch(entries, into: &canvas, in: line) }
    }

    /// Returns the cloud's description of the selected property.
    private func meaning(columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        guard let entry, !entry.name.isEmpty else { return [] }
        let text = PropertyText(guidance: workspace.guidance, columns: columns, glyphs: glyphs)
        return Array(text.shortLines(of: entry.name, value: entry.value).prefix(5))
    }

    private func drawSearch(_ entries: [RecordEntry], into canvas: inout Canvas, in line: Rect) {
        canvas.write("/", row: line.row, column: line.column + 1, role: .key)
        let found = entries.count { $0.mentions(search.text.lowercased()) }
        let words = search.text.isEmpty ? "" : found == 0 ? "nothing found" : "\(found) found"
        canvas.write(words, row: line.row, endColumn: line.endColumn - 1, role: found == 0 ? .warning : .dim)
        let field = line.split(left: 3).rest
        search.draw(
            into: &canvas, in: field.split(left: field.columns - words.count - 2).left, isFocused: isSearching)
    }

    private func entries(_ glyphs: Glyphs = Glyphs(charset: .utf8)) -> [RecordEntry] {
        RecordContent(record: record, glyphs: glyphs).entries(of: tab, tree)
    }

    /// The selected row.
    var entry: RecordEntry? {
        let entries = entries()
        let selected = lists[tab]?.selected ?? 0
        return entries.indices.contains(selected) ? entries[selected] : entries.last
    }

    // MARK: - Keys

    func handle(_ key: Key) -> Response {
        if isSearching { return handleSearch(key) }
        if move(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .showOverview: show(.overview)
        case .showProperties: show(.properties)
        case .showMembers: show(.members)
        case .showTasks: show(.tasks)
        case .showJSON: show(.json)
        case .nextTab: show(tab.moved(by: 1))
        case .previousTab: show(tab.moved(by: -1))
        case .toggleJSON: show(tab == .json ? lastTab : .json)
        case .toggleFold: toggleFold()
        case .search where record.record != nil: isSearching = true
        case .nextFound: find(after: lists[tab]?.selected ?? 0)
        case .copyValue:
            guard record.record != nil, let copy = entry?.copy else { return .handled }
            return .effect(.copy(copy))
        case .nextImage: return show(neighbour(1))
        case .previousImage: return show(neighbour(-1))
        case .back where !search.text.isEmpty: search.replace(with: "")
        case .back: return .back
        case .refresh: record.refresh()
        case .transfers: return .show(TransfersScreen(workspace: workspace))
        case .details:
            guard let failure else { return .handled }
            return .show(AnswerScreen(failure))
        case let action?:
            guard let image = record.record?.image else { return handleTransfer(action) }
            return handleChange(action, image) ?? handleSharing(action, image) ?? handleTransfer(action)
        case nil: return .ignored
        }
        return .handled
    }

    func pick(_ item: Int) -> Response {
        lists[tab, default: BlockList()].select(item)
        return .handled
    }

    private func move(_ key: Key) -> Bool { lists[tab, default: BlockList()].handle(key) }

    private func show(_ other: RecordTab) {
        guard other != tab, record.record != nil else { return }
        (lastTab, tab) = (tab, other)
        search.replace(with: "")
        // Knowing the current project tells whether an offer can be answered here.
        if tab == .members { workspace.readLogin() }
    }

    /// Folds the object or array that the selected row is part of, or unfolds it, and selects its first row.
    private func toggleFold() {
        let rows = tree.rows(of: record.json)
        guard tab == .json, let selected = lists[.json]?.selected, rows.indices.contains(selected) else { return }
        tree.toggle(rows[selected])
        let path = rows[selected].path
        lists[.json]?.select(tree.rows(of: record.json).firstIndex { $0.path == path } ?? 0)
    }

    // MARK: - Search

    /// Handles the keys of the search line. The selection follows every change of its text.
    private func handleSearch(_ key: Key) -> Response {
        switch KeyBinding.action(for: key, in: .recordSearch) {
        case .keepSearch: isSearching = false
        case .back:
            isSearching = false
            search.replace(with: "")
        case .moveDown: find(after: lists[tab]?.selected ?? 0)
        case .moveUp: find(after: lists[tab]?.selected ?? 0, backwards: true)
        case .help: return .ignored
        default:
            let before = search.text
            _ = search.handle(key)
            guard search.text != before else { return .handled }
            if tab == .json { unfoldAll() }
            // Keep the selected row if it still matches.
            find(after: (lists[tab]?.selected ?? 0) - 1)
        }
        return .handled
    }

    /// Unfolds the JSON, and keeps the selected row.
    private func unfoldAll() {
        let rows = tree.rows(of: record.json)
        let selected = lists[.json]?.selected ?? 0
        tree.unfoldAll()
        guard rows.indices.contains(selected) else { return }
        lists[.json]?.select(tree.rows(of: record.json).firstIndex { $0.path == rows[selected].path } ?? 0)
    }

    /// Selects the next row that matches the search, going on from the other end after the last.
    private func find(after row: Int, backwards: Bool = false) {
        let wanted = search.text.lowercased()
        let found = entries().enumerated().filter { $0.element.mentions(wanted) }.map(\.offset)
        let next =
            backwards ? found.last { $0 < row } ?? found.last : found.first { $0 > row } ?? found.first
        if !wanted.isEmpty, let next { lists[tab, default: BlockList()].select(next) }
    }
}
