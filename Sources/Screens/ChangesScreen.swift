import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// All that can be done to the marked images.
@MainActor
final class ChangesScreen: KeyNaming {
    let place = Place.changes
    var keys = KeyTable.standard
    private let images: [MarkedImage]
    private let workspace: Workspace
    private var table = Table(columns: [
        .init("CHANGE", columns: 22, priority: 0), .init("WHAT IT DOES", columns: 42, priority: 2),
        .init("IN THE LIST", columns: 11, priority: 1),
    ])

    init(_ images: [MarkedImage], workspace: Workspace) {
        self.images = images
        self.workspace = workspace
    }

    var title: String {
        images.count == 1 ? "Change \(images[0].name)" : "Change \(Format.count(images.count)) images"
    }

    /// What was done last can be looked at again.
    private var kinds: [ChangeKind?] { ChangeKind.allCases + (workspace.run == nil ? [] : [nil]) }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let kinds = kinds
        table.draw(into: &canvas, in: body, count: kinds.count) { row in
            guard let kind = kinds[row] else {
                return [.init("The last result"), .init(workspace.run?.words ?? "", role: .dim), .init("")]
            }
            let key = kind.listAction.flatMap { keys.name(of: $0, in: .list) }
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
        case .chooseChange:
            guard kinds.indices.contains(table.selected) else { return .handled }
            guard let kind = kinds[table.selected] else {
                return workspace.run.map { .replace(ChangeRunScreen($0, workspace: workspace)) } ?? .handled
            }
            return .closing(ChangeQuestion(workspace: workspace, images: images).ask(kind))
        case .back: return .back
        default: return .ignored
        }
    }
}
