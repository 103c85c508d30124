import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The clouds that an image can be copied to.
@MainActor
final class CloudsScreen: Screen {
    let place = Place.clouds
    private let model: CopyModel
    private let workspace: Workspace
    private var table = Table(columns: [
        .init("CLOUD", columns: 20, priority: 0), .init("REGION", columns: 20, priority: 1),
        .init("PROJECT", columns: 24, priority: 2),
    ])

    init(_ model: CopyModel, workspace: Workspace) {
        self.model = model
        self.workspace = workspace
    }

    var title: String { "Copy \(model.name)" }

    private var choices: [CloudChoice] { model.choices ?? [] }

    var unavailable: Set<Action> { choices.isEmpty ? [.chooseCloud] : [] }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let glyphs = canvas.glyphs
        guard model.choices != nil else {
            Notice([("Looking which clouds there are\(glyphs.ellipsis)", .dim)]).draw(into: &canvas, in: body)
            return
        }
        var body = body
        if let problem = model.problem {
            let lines = TextLayout.wrapped("! \(problem)", columns: body.columns - 2, charset: glyphs.charset)
            let (top, bottom) = body.split(top: max(0, body.rows - lines.count - 1))
            canvas.rule(bottom)
            StyledLine.draw(
                lines.map { StyledLine($0, role: .error) }, into: &canvas,
                in: bottom.split(top: 1).rest.inset(columns: 1))
            body = top
        }
        guard !choices.isEmpty else {
            if model.problem == nil { Self.nothing.draw(into: &canvas, in: body) }
            return
        }
        let choices = choices
        table.draw(into: &canvas, in: body, count: choices.count) { row in
            let choice = choices[row]
            return [
                .init(choice.name), .init(choice.region ?? String(glyphs.none), role: .dim),
                .init(choice.isOwn ? "gaze\u{2019}s own service" : choice.project ?? String(glyphs.none), role: .dim),
            ]
        }
    }

    private static let nothing = Notice([
        ("There is no other cloud here.", .title), ("", .text),
        ("clouds.yaml names the clouds that images can be copied to; put one in ~/.config/openstack.", .text),
    ])

    func pick(_ item: Int) -> Response {
        table.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: choices.count) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .chooseCloud:
            guard choices.indices.contains(table.selected) else { return .handled }
            model.choose(choices[table.selected])
            return model.problem == nil ? .show(CopyScreen(model, workspace: workspace)) : .handled
        case .back: return .back
        default: return .ignored
        }
    }
}
