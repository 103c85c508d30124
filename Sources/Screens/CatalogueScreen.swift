import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The list of images.
@MainActor
final class CatalogueScreen: Screen {
    let place = Place.list
    let title = "Images"
    private let workspace: Workspace
    private let themes: ThemeShelf
    private var table = Table(columns: [
        .init("NAME", columns: 18, priority: 0),
        .init("STATUS", columns: 13, priority: 1),
        .init("VISIBILITY", columns: 10, priority: 4),
        .init("DISK", columns: 5, priority: 3),
        .init("SIZE", columns: 9, isRightAligned: true, priority: 2),
        .init("UPDATED", columns: 11, priority: 5),
        .init("MIN DISK", columns: 8, isRightAligned: true, priority: 6),
        .init("MIN RAM", columns: 9, isRightAligned: true, priority: 7),
        .init("CONTAINER", columns: 9, priority: 8),
    ])

    init(workspace: Workspace, themes: ThemeShelf) {
        self.workspace = workspace
        self.themes = themes
        workspace.catalogue.refresh()
        workspace.drafts.load()
    }

    private var catalogue: CatalogueModel { workspace.catalogue }

    var unavailable: Set<Action> {
        var actions: Set<Action> = catalogue.images.isEmpty ? [.open, .delete, .newLikeThis] : []
        if catalogue.failure == nil { actions.insert(.details) }
        if workspace.transfers.all.isEmpty { actions.insert(.transfers) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        // Before the first answer, the screen itself says how it goes.
        guard let updated = catalogue.updatedAt else { return "" }
        let count = catalogue.images.count
        let total = Format.count(count) + (catalogue.hasMore ? "+" : "")
        let range =
            count == 0
            ? "no images"
            : "\(table.visible.lowerBound + 1)\(glyphs.dash)\(min(count, table.visible.upperBound)) of \(total)"
        let age = catalogue.isLoading ? "reading" : "updated \(Format.ago(updated, now: now))"
        return "\(range)  \(age)"
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        guard catalogue.updatedAt != nil || !catalogue.images.isEmpty else {
            let reading = Notice([("Reading the list\(canvas.glyphs.ellipsis)", .dim)])
            (catalogue.failure.map(Notice.init) ?? reading).draw(into: &canvas, in: body)
            return
        }
        var body = body
        if let failure = catalogue.failure { body = Banner(explanation: failure).draw(into: &canvas, in: body) }
        guard !catalogue.images.isEmpty else {
            Self.beginning.draw(into: &canvas, in: body)
            return
        }
        table.select(catalogue.selectedRow)
        let glyphs = canvas.glyphs
        table.draw(into: &canvas, in: body, count: catalogue.images.count) { row in
            cells(of: catalogue.images[row], glyphs, now)
        }
        catalogue.loadMore(ifNear: table.visible.upperBound)
    }

    private func cells(of image: Image, _ glyphs: Glyphs, _ now: Date) -> [Table.Cell] {
        let look = StatusLook(image.status, glyphs: glyphs)
        let none = String(glyphs.none)
        var status = "\(look.shape) \(image.status.rawValue)"
        var role = look.role
        if let transfer = workspace.transfers.last(of: image.id), transfer.isUnderWay {
            (status, role) = TransferText(transfer: transfer, glyphs: glyphs).short
        }
        if catalogue.deleting.contains(image.id) {
            status = "\(glyphs.half) deleting"
            role = .statusInTransit
        }
        // A minimum of 0 asks for nothing.
        func minimum(_ value: Int64?, _ unit: String) -> String {
            value.flatMap { $0 > 0 ? "\($0) \(unit)" : nil } ?? none
        }
        return [
            .init(image.nameOrID, role: image.nameOrID == image.name ? .text : .dim),
            .init(status, role: role),
            .init(image.visibility.rawValue),
            .init(image.diskFormat ?? none),
            .init(image.size.map(Format.bytes) ?? none),
            .init(
                image.updatedAt?.date.map { Format.ago($0, now: now) } ?? image.updatedAt?.rawValue ?? none, role: .dim),
            .init(minimum(image.minDisk, "GB"), role: .dim),
            .init(minimum(image.minRAM, "MB"), role: .dim),
            .init(image.containerFormat ?? none, role: .dim),
        ]
    }

    private static let beginning = Notice([
        ("There are no images here yet.", .title), ("", .text),
        ("Press n to create one: the form explains every field as you go.", .text),
        ("Press ? for all keys.", .dim),
    ])

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: catalogue.images.count) {
            if catalogue.images.indices.contains(table.selected) {
                catalogue.selection = catalogue.images[table.selected].id
            }
            return .handled
        }
        switch KeyBinding.action(for: key, in: place) {
        case .newImage: return DraftScreen.new(workspace)
        case .newLikeThis:
            guard let image = catalogue.selectedImage else { return .handled }
            return DraftScreen.new(like: image, workspace)
        case .open:
            guard let image = catalogue.selectedImage else { return .handled }
            return .show(RecordScreen(workspace.record(of: image), workspace: workspace))
        case .delete:
            guard let image = catalogue.selectedImage else { return .handled }
            return .show(DialogScreen.delete(image) { [catalogue] in catalogue.delete(image) })
        case .transfers: return .show(TransfersScreen(workspace: workspace))
        case .refresh: catalogue.refresh()
        case .details:
            guard let failure = catalogue.failure else { return .handled }
            return .show(AnswerScreen(failure))
        case .themes: return .show(ThemesScreen(themes))
        case .quit: return .effect(.quit)
        default: return .ignored
        }
        return .handled
    }
}
