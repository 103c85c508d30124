import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The saved views of the list.
@MainActor
final class ViewsScreen: KeyNaming {
    var keys = KeyTable.standard
    let place = Place.views
    let title = "Views"
    private let workspace: Workspace
    private var table = Table(columns: [
        .init("VIEW", columns: 16, priority: 0), .init("FILTER", columns: 26, priority: 1),
        .init("SORTED BY", columns: 18, priority: 2), .init("COLUMNS", columns: 8, priority: 3),
    ])
    /// Why a view cannot be used or changed.
    private var problem: String?

    init(workspace: Workspace) {
        self.workspace = workspace
        workspace.views.read()
    }

    private var views: [SavedView] { workspace.views.all }
    private var selected: SavedView? { views.indices.contains(table.selected) ? views[table.selected] : nil }

    var unavailable: Set<Action> {
        guard let selected else { return [.useView, .renameView, .delete] }
        return workspace.views.isSaved(selected) ? [] : [.renameView, .delete]
    }

    func status(now: Date, _ glyphs: Glyphs) -> String { views.count == 1 ? "1 view" : "\(views.count) views" }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        var body = body
        if let problem = workspace.views.failure?.description ?? problem {
            let lines = TextLayout.wrapped(
                "! " + problem, columns: body.columns - 2, charset: canvas.glyphs.charset
            ).map { StyledLine($0, role: .error) }
            let (top, rest) = body.split(top: lines.count + 1)
            StyledLine.draw(lines, into: &canvas, in: top.inset(columns: 1))
            body = rest
        }
        let (views, glyphs) = (views, canvas.glyphs)
        guard !views.isEmpty else {
            let key = keys.name(of: .saveView, in: .views) ?? ""
            Notice([
                ("There are no views yet.", .title), ("", .text),
                (
                    "Filter and sort the list as you like, choose its columns, and press \(key) here: all of it is kept "
                        + "under a name. The configuration may have views too.", .text
                ),
            ]).draw(into: &canvas, in: body)
            return
        }
        table.draw(into: &canvas, in: body, count: views.count) { [workspace] row in
            let view = views[row]
            let columns = view.columns.map { $0.isEmpty ? "usual" : "\($0.count)" } ?? String(glyphs.none)
            let mark = workspace.views.isSaved(view) ? "" : " (config.yaml)"
            return [
                .init(view.name + mark), .init(view.filter.isEmpty ? "every image" : view.filter, role: .dim),
                .init(Self.words(of: view.order, glyphs), role: .dim), .init(columns, role: .dim),
            ]
        }
    }

    private static func words(of order: ImageOrder, _ glyphs: Glyphs) -> String {
        order == .newestFirst ? "newest first" : "\(order.key.rawValue) \(order.isAscending ? glyphs.up : glyphs.down)"
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: views.count) { return .handled }
        guard let action = KeyBinding.action(for: key, in: place) else { return .ignored }
        problem = nil
        switch (action, selected) {
        case (.back, _): return .back
        case (.saveView, _): return .show(saving)
        case (.useView, let view?):
            do throws(FilterProblem) {
                try workspace.look(view)
                return .back
            } catch {
                problem = "“\(view.name)” cannot be used: \(error)"
            }
        case (.renameView, let view?), (.delete, let view?):
            guard workspace.views.isSaved(view) else {
                problem = "“\(view.name)” is in config.yaml; change it there."
                return .handled
            }
            return .show(action == .delete ? removing(view) : renaming(view))
        case (.useView, nil), (.renameView, nil), (.delete, nil): break
        default: return .ignored
        }
        return .handled
    }

    private func select(_ name: String) {
        if let row = views.firstIndex(where: { $0.name == name }) { table.select(row) }
    }

    /// The question for a name to save the current view under.
    private var saving: ValueScreen {
        let filter = workspace.catalogue.filter.text
        return ValueScreen(
            heading: "Save this view",
            hints: [filter.isEmpty ? "Every image" : filter, "The order and the columns are kept too."],
            box: ComboBox(values: workspace.views.names, current: "", placeholder: "name", prefersText: true),
            judge: { [workspace] name in
                Self.verdict(on: name, workspace, besides: nil)
            }
        ) { [weak self] name in
            guard let self, !name.isEmpty else { return }
            self.workspace.saveView(as: name)
            self.select(name)
        }
    }

    private func renaming(_ view: SavedView) -> ValueScreen {
        ValueScreen(
            heading: "Rename the view", hints: ["It is called “\(view.name)” now."],
            box: ComboBox(values: [], current: view.name, placeholder: "name"),
            judge: { [workspace] name in
                Self.verdict(on: name, workspace, besides: view.name)
            }
        ) { [weak self] name in
            guard let self, !name.isEmpty else { return }
            self.workspace.views.rename(view.name, to: name)
            self.select(name)
        }
    }

    private static func verdict(on name: String, _ workspace: Workspace, besides own: String?) -> ValueScreen.Verdict {
        if name.count > SavedView.nameLength {
            return .refused("A name has \(SavedView.nameLength) characters at most.")
        }
        guard name != own, workspace.views[name] != nil else { return .good }
        return .doubtful("There is a view of this name: this takes its place.")
    }

    private func removing(_ view: SavedView) -> DialogScreen {
        DialogScreen(
            title: "Take this view away?", text: [view.name, view.filter, "", "The images stay as they are."],
            buttons: [.init("keep it", letter: "k"), .init("remove", letter: "r")]
        ) { [workspace] button in
            if button == 1 { workspace.views.remove(view.name) }
            return .handled
        }
    }
}
