import Foundation
import Terminal
import ViewModels
import Widgets

/// The presets: their titles at the left, and what the selected one would set at the right.
@MainActor
final class PresetsScreen: Screen {
    let place = Place.presets
    let title = "Presets"
    private let workspace: Workspace
    private var table = Table(columns: [.init("PRESET", columns: 12, priority: 0)])
    private var details = PagedLines()

    init(workspace: Workspace) {
        self.workspace = workspace
        workspace.presets.load()
    }

    private var presets: [Preset] { workspace.presets.presets }
    private var selected: Preset? { presets.indices.contains(table.selected) ? presets[table.selected] : nil }

    var unavailable: Set<Action> {
        var actions: Set<Action> = selected?.settings.isEmpty == false ? [] : [.usePreset]
        if !details.hasMore { actions.insert(.readOn) }
        return actions
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        workspace.presets.isLoading && presets.isEmpty ? "reading" : "\(presets.count) presets"
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        var (left, right) = body.split(left: body.columns * 2 / 5)
        left.columns = min(left.columns, 48)
        right = body.split(left: left.columns).rest
        canvas.fill(
            Rect(row: right.row, column: right.column, rows: right.rows, columns: 1), with: canvas.glyphs.divider,
            role: .border)
        right = right.split(left: 2).rest
        right.columns -= 1
        let (presets, warning) = (presets, canvas.glyphs.warning)
        table.draw(into: &canvas, in: left, count: presets.count) { row in
            let preset = presets[row]
            let mark = preset.complaints.isEmpty ? "" : "\(warning) "
            return [.init(mark + preset.title, role: mark.isEmpty ? .text : .warning)]
        }
        guard let selected else { return }
        let text = PresetText(
            preset: selected, draft: workspace.draft.draft, columns: right.columns, glyphs: canvas.glyphs)
        details.draw(text.lines, into: &canvas, in: right)
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        details.rewind()
        return .handled
    }

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: presets.count) {
            details.rewind()
            return .handled
        }
        switch KeyBinding.action(for: key, in: place) {
        case .usePreset:
            guard let selected, !selected.settings.isEmpty else { return .handled }
            return use(selected)
        case .readOn: details.turn()
        case .refresh: workspace.presets.load()
        case .back: return .back
        default: return .ignored
        }
        return .handled
    }

    /// Applies a preset to the form, asking first if it differs from values that are filled in.
    private func use(_ preset: Preset) -> Response {
        let model = workspace.draft
        let differing = preset.changes(to: model.draft).filter { $0.other != nil }
        func fill(overwriting: Bool) -> Response {
            model.draft = preset.applied(to: model.draft, overwriting: overwriting)
            return .back
        }
        guard !differing.isEmpty else { return fill(overwriting: false) }
        let text = differing.map { "\($0.label): \($0.other ?? ""), and the preset has \($0.value)" }
        return .show(
            DialogScreen(
                title: "The form says otherwise",
                text: text + ["", "What is yours can stay: then only what is empty is filled in."],
                buttons: [
                    .init("cancel", letter: "c"), .init("keep mine", letter: "k"), .init("overwrite", letter: "o"),
                ]
            ) { button in
                button == 0 ? .handled : fill(overwriting: button == 2)
            })
    }
}
