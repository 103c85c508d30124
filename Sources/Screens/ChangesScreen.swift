import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The changes that can be made to the marked images.
@MainActor
final class ChangesScreen: KeyNaming {
    let place = Place.changes
    var keys = KeyTable.standard
    private let images: [MarkedImage]
    private let workspace: Workspace
    private var table = Table(columns: [])

    init(_ images: [MarkedImage], workspace: Workspace) {
        self.images = images
        self.workspace = workspace
    }

    var title: String {
        images.count == 1 ? "Change \(images[0].name)" : "Change \(Format.count(images.count)) images"
    }

    /// The kinds of change, followed by nil for the row that shows the last result again.
    private var kinds: [ChangeKind?] { ChangeKind.allCases + (workspace.run == nil ? [] : [nil]) }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let kinds = kinds
        let (change, key) = (21, 5)
        table.columns = [
            .init("CHANGE", columns: change, priority: 0),
            // The description is what this screen is for: it gets all the room there is.
            .init("WHAT IT DOES", columns: max(10, body.columns - 2 - change - key - 4), priority: 1),
            .init("KEY", columns: key, priority: 2),
        ]
        table.draw(into: &canvas, in: body, count: kinds.count) { row in
            guard let kind = kinds[row] else {
                return [.init("The last result"), .init(workspace.run?.words ?? "", role: .dim), .init("")]
            }
            let key = kind.listAction.flatMap { keys.name(of: $0, in: place) }
            return [.init(kind.title), .init(kind.meaning, role: .dim), .init(key ?? "", role: .key)]
        }
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        let kinds = kinds
        if table.handle(key, count: kinds.count) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .toggleProtection: return choose(.protection)
        case .toggleHiding: return choose(.hiding)
        case .chooseVisibility: return choose(.visibility)
        case .toggleActivation:
            return .closing(ChangeQuestion(workspace: workspace, images: images).askActivation())
        case .delete: return choose(.delete)
        case .chooseChange:
            guard kinds.indices.contains(table.selected) else { return .handled }
            guard let kind = kinds[table.selected] else {
                return workspace.run.map { .replace(ChangeRunScreen($0, workspace: workspace)) } ?? .handled
            }
            return choose(kind)
        case .back: return .back
        default: return .ignored
        }
    }

    private func choose(_ kind: ChangeKind) -> Response {
        .closing(ChangeQuestion(workspace: workspace, images: images).ask(kind))
    }
}
