import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The list of images.
@MainActor
final class CatalogueScreen: KeyNaming {
    var keys = KeyTable.standard
    var place: Place { filter == nil ? .list : .listFilter }
    let title = "Images"
    let workspace: Workspace
    private let themes: ThemeShelf
    private var table = Table(columns: [])
    /// The filter line, while it is being edited.
    private var filter: FilterLine?
    /// What the filter's terms are relative to: the time, and the project.
    private var context = FilterContext(now: .distantPast, project: nil)
    /// Keys pressed while the list goes to one of its ends. They are handled once its rows are there.
    private var waiting: [Key] = []

    init(workspace: Workspace, themes: ThemeShelf) {
        self.workspace = workspace
        self.themes = themes
        // The header says which rows are visible, and of how many.
        table.saysMore = false
        workspace.catalogue.refresh()
        workspace.drafts.load()
        // Read ahead, so that the history is there when the filter line is opened.
        workspace.filterHistory.read()
        workspace.columns.read()
        workspace.views.read()
    }

    var catalogue: CatalogueModel { workspace.catalogue }
    var subject: Image? { filter == nil ? catalogue.selectedImage : nil }

    var unavailable: Set<Action> {
        if filter != nil { return workspace.filterHistory.filters.isEmpty ? [.olderFilter] : [] }
        var actions: Set<Action> =
            catalogue.images.isEmpty ? [.open, .newLikeThis] : []
        if catalogue.selectedImage?.awaitsData != true { actions.insert(.bringData) }
        actions.formUnion(unavailableMarks)
        if failure == nil { actions.insert(.details) }
        if workspace.transfers.all.isEmpty, workspace.downloads.all.isEmpty, workspace.others.isEmpty {
            actions.insert(.transfers)
        }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        // Before the first answer, the screen itself shows the progress.
        guard let updated = catalogue.updatedAt else { return "" }
        let age =
            switch catalogue.goingTo {
            case .first: "reading the beginning"
            case .last: "reading the end"
            case nil where catalogue.isLoading: "reading"
            case nil:
                "updated \(Format.ago(updated, now: now))"
            }
        // The most important part comes first, as there may be no room for the rest.
        let doubt = catalogue.isUnanswered && !catalogue.isLoading ? "no answer  " : ""
        return "\(markStatus(glyphs))\(doubt)\(orderStatus(glyphs))\(range(glyphs))  \(age)"
    }

    /// Returns the order of the list if no column title shows it; an empty text for the default order.
    private func orderStatus(_ glyphs: Glyphs) -> String {
        let order = catalogue.order
        guard order != .newestFirst, !catalogue.images.isEmpty, !table.isOrderShown else { return "" }
        return "by \(order.key.rawValue) \(order.isAscending ? glyphs.up : glyphs.down)  "
    }

    /// Returns the range of visible rows and the total, counted from the beginning, or from the end if only that is known.
    private func range(_ glyphs: Glyphs) -> String {
        let count = catalogue.images.count
        let (first, last) = (table.visible.lowerBound, min(count, table.visible.upperBound))
        if count == 0 { return "no images" }
        if let before = catalogue.countBefore {
            let total = before + count + (catalogue.countAfter ?? 0)
            let more = catalogue.countAfter == nil ? "+" : ""
            return "\(Format.count(before + first + 1))\(glyphs.dash)\(Format.count(before + last)) "
                + "of \(Format.count(total))\(more)"
        }
        guard let after = catalogue.countAfter else { return "\(last - first) images" }
        return
            "\(Format.count(after + count - first))\(glyphs.dash)\(Format.count(after + count - last + 1)) from the end"
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        guard catalogue.updatedAt != nil || !catalogue.images.isEmpty else {
            let reading = Notice([("Reading the list\(canvas.glyphs.ellipsis)", .dim)])
            (catalogue.failure.map { Notice($0, keys, in: .list) } ?? reading).draw(into: &canvas, in: body)
            return
        }
        var body = body
        if let failure = failure { body = Banner(explanation: failure).draw(into: &canvas, in: body) }
        let about = FilterAbout(catalogue: catalogue, line: filter, context: context, keys: keys)
        let (rows, below) = body.split(top: body.rows - about.rows(columns: body.columns, canvas.glyphs))
        drawRows(into: &canvas, in: rows, now)
        if below.rows > 0 { about.draw(into: &canvas, in: below) }
        catalogue.readOn(inSight: table.visible)
    }

    private func drawRows(into canvas: inout Canvas, in body: Rect, _ now: Date) {
        guard !catalogue.images.isEmpty else {
            table.forget()
            notice(canvas.glyphs).draw(into: &canvas, in: body)
            return
        }
        let columns = CatalogueColumn.columns(workspace.columns.chosen)
        table.columns = CatalogueColumn.tableColumns(columns, for: catalogue.order)
        table.order = columns.firstIndex { $0.orderKey == catalogue.order.key }.map {
            ($0, catalogue.order.isAscending)
        }
        table.follow(catalogue.selectedRow)
        let glyphs = canvas.glyphs
        let inSight = table.columnsInSight(columns: body.columns)
        table.draw(
            into: &canvas, in: body, count: catalogue.images.count,
            isMarked: { workspace.marks.contains(catalogue.images[$0].id) }
        ) { row in
            cells(columns, inSight, of: catalogue.images[row], glyphs, now)
        }
    }

    /// Returns the notice that is shown in place of rows.
    private func notice(_ glyphs: Glyphs) -> Notice {
        if catalogue.filter.isEmpty, filter == nil {
            return catalogue.hasMore ? Notice([("None of the images is read.", .dim)]) : Notice(ofNoImages: keys)
        }
        if filter != nil { return Notice([("Nothing that is loaded matches.", .dim)]) }
        if catalogue.hasMore {
            let words = catalogue.isLoading ? "Looking\(glyphs.ellipsis)" : "Nothing read so far matches."
            return Notice([(words, .dim)])
        }
        return Notice([
            ("No image fits.", .text), ("", .text),
            (
                "Press \(keys.name(of: .filter, in: .list) ?? "") to change the filter, "
                    + "\(keys.name(of: .stopReading, in: .list) ?? "") to take it away.", .dim
            ),
        ])
    }

    func advance() -> Response {
        guard catalogue.goingTo == nil else { return .handled }
        // Going there has failed, so the rows are not the ones that the keys were meant for.
        if catalogue.failure != nil { waiting = [] }
        while catalogue.goingTo == nil, !waiting.isEmpty {
            switch take(waiting.removeFirst()) {
            case .ignored, .handled: break
            case let response:
                waiting = []
                return response
            }
        }
        return .handled
    }

    func handle(_ key: Key) -> Response {
        guard catalogue.goingTo != nil else { return take(key) }
        switch KeyBinding.action(for: key, in: place) {
        case .moveDown, .moveUp, .pageDown, .pageUp, .open, .delete, .newLikeThis, .saveData, .copyToCloud, .bringData,
            .toggleMark, .markThrough, .changeImage, .copyID:
            waiting.append(key)
            return .handled
        case .first, .last, .stopReading, .refresh, .nextOrder, .reverseOrder: waiting = []
        default: break
        }
        return take(key)
    }

    func pick(_ item: Int) -> Response {
        guard catalogue.goingTo == nil, catalogue.images.indices.contains(item) else { return .handled }
        catalogue.resume()
        table.select(item)
        catalogue.selection = catalogue.images[item].id
        return .handled
    }

    func order(by column: Int) -> Response {
        let columns = CatalogueColumn.columns(workspace.columns.chosen)
        guard filter == nil, columns.indices.contains(column) else { return .handled }
        guard let key = columns[column].orderKey else {
            return .say("The service does not order by \(columns[column].attribute.rawValue).")
        }
        waiting = []
        catalogue.sort(by: key == catalogue.order.key ? catalogue.order.reversed : .usual(for: key))
        return .handled
    }

    private func take(_ key: Key) -> Response {
        if filter != nil { return handle(typing: key) }
        let action = KeyBinding.action(for: key, in: place)
        if let response = heldUp(action) { return response }
        switch action {
        case .first: catalogue.go(to: .first)
        case .last: catalogue.go(to: .last)
        case .moveDown, .moveUp, .pageDown, .pageUp: move(key)
        case .stopReading where dropMarks(): break
        case .delete where !workspace.marks.isEmpty: return ask(.delete)
        case .nextOrder: catalogue.sort(by: catalogue.order.next)
        case .reverseOrder: catalogue.sort(by: catalogue.order.reversed)
        case .stopReading: stop()
        case .filter:
            context = workspace.filterContext()
            filter = FilterLine(
                text: catalogue.filter.text, candidates: FilterCompletion(seen: catalogue.seen),
                history: workspace.filterHistory)
        case .newImage: return DraftScreen.new(workspace)
        case .newLikeThis:
            guard let image = catalogue.selectedImage else { return .handled }
            return DraftScreen.new(like: image, workspace)
        case .open:
            guard let image = catalogue.selectedImage else { return .handled }
            return .show(RecordScreen(workspace.record(of: image), workspace: workspace, isOfList: true))
        case .delete:
            guard let image = catalogue.selectedImage else { return .handled }
            return .show(DialogScreen.delete(image) { [catalogue] in catalogue.delete(image) })
        case .bringData:
            guard let image = catalogue.selectedImage else { return .handled }
            return BringScreen.show(image, workspace, fromRecord: false)
        case .transfers: return .show(TransfersScreen(workspace: workspace))
        case .refresh: catalogue.refresh()
        case .details:
            guard let failure else { return .handled }
            return .show(AnswerScreen(failure))
        case .themes: return .show(ThemesScreen(themes))
        case .chooseColumns: return .show(ColumnsScreen(workspace: workspace))
        case .views: return .show(ViewsScreen(workspace: workspace))
        case .quit: return .effect(.quit)
        case let action?: return handleMarks(action)
        case nil: return .ignored
        }
        return .handled
    }

    /// Stops reading; if nothing is being read, clears the filter.
    private func stop() {
        if catalogue.goingTo != nil {
            catalogue.stopGoing()
        } else if catalogue.isLoading, !catalogue.request.isWhole {
            catalogue.pause()
        } else if !catalogue.filter.isEmpty {
            apply(.none)
        }
    }

    private func handle(typing key: Key) -> Response {
        switch KeyBinding.action(for: key, in: place) {
        case .applyFilter:
            // FilterAbout explains below the line what is wrong.
            guard let filter, let wanted = try? ImageFilter(filter.text) else { return .handled }
            context = workspace.filterContext()
            apply(wanted)
            return .handled
        case .back:
            filter = nil
            catalogue.narrow(to: nil, context)
            return .handled
        case .completeFilter: filter?.complete()
        case .olderFilter: filter?.recall(older: true)
        case .newerFilter: filter?.recall(older: false)
        case .help: return .ignored
        default:
            guard filter?.handle(key) == true else { return .ignored }
        }
        if let filter { catalogue.narrow(to: ImageFilter(understoodIn: filter.text), context) }
        return .handled
    }

    /// Applies a filter to the list. One that cannot be used here stays in the line, with an explanation.
    private func apply(_ wanted: ImageFilter) {
        do throws(FilterProblem) {
            if wanted != catalogue.filter { try catalogue.filter(by: wanted, context) }
            catalogue.narrow(to: nil, context)
            filter = nil
            workspace.filterHistory.add(wanted.text)
        } catch {
            // FilterAbout explains the problem, as it does during typing.
        }
    }

    func move(_ key: Key) {
        catalogue.resume()
        table.follow(catalogue.selectedRow)
        guard table.handle(key, count: catalogue.images.count) else { return }
        if catalogue.images.indices.contains(table.selected) {
            catalogue.selection = catalogue.images[table.selected].id
        }
    }
}
