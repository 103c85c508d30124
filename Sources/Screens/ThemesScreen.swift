import Foundation
import ImageModel
import Terminal
import Widgets

/// The choice of a theme. The selected one is shown at once, on this screen and on all others.
@MainActor
final class ThemesScreen: Screen {
    let place = Place.themes
    let title = "Themes"
    private let themes: ThemeShelf
    /// The theme to return to.
    private let before: Theme
    private var table = Table(columns: [.init("THEME", columns: 12, priority: 0)])
    /// The name of the theme that stays selected; nil until the themes have been read.
    private var chosen: String?
    /// The selected theme as it was last shown.
    private var shown: Theme

    init(_ themes: ThemeShelf) {
        self.themes = themes
        before = themes.current
        shown = before
        themes.load()
    }

    private var entries: [ThemeShelf.Entry] { themes.entries }
    private var selected: ThemeShelf.Entry? {
        entries.indices.contains(table.selected) ? entries[table.selected] : nil
    }
    private var theme: Theme? { selected.flatMap { try? $0.theme.get() } }

    var unavailable: Set<Action> { theme == nil ? [.takeTheme] : [] }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        if entries.isEmpty { return themes.isLoading ? "reading" : "no themes" }
        return entries.count == 1 ? "1 theme" : "\(entries.count) themes"
    }

    func advance() -> Response {
        guard !entries.isEmpty else { return .handled }
        if let place = entries.firstIndex(where: { $0.name == chosen ?? before.name }) { table.select(place) }
        guard chosen != nil else {
            // Until another is selected, keep the theme in use, even if its file has changed or is missing.
            chosen = selected?.name
            shown = theme ?? shown
            return .handled
        }
        return theme == shown ? .handled : show()
    }

    /// Shows the selected theme, and keeps it selected.
    private func show() -> Response {
        chosen = selected?.name
        guard let theme else { return .handled }
        shown = theme
        return .effect(.theme(theme))
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        if entries.isEmpty, !themes.isLoading {
            return Notice([
                ("No files of themes were found.", .title), ("", .text),
                (ThemeShelf.absence, .text),
            ]).draw(into: &canvas, in: body)
        }
        let (left, rest) = body.split(left: min(36, body.columns * 2 / 5))
        canvas.fill(
            Rect(row: rest.row, column: rest.column, rows: rest.rows, columns: 1), with: canvas.glyphs.divider,
            role: .border)
        let (entries, warning) = (entries, canvas.glyphs.warning)
        table.draw(into: &canvas, in: left, count: entries.count) { row in
            guard case .failure = entries[row].theme else { return [.init(entries[row].name)] }
            return [.init("\(warning) \(entries[row].name)", role: .warning)]
        }
        let right = rest.split(left: 2).rest
        guard case .failure(let error)? = selected?.theme else {
            if selected != nil { StyledLine.draw(Self.sample(canvas.glyphs), into: &canvas, in: right) }
            return
        }
        let lines = TextLayout.wrapped(
            "! \(error)", columns: right.columns - 1, charset: canvas.glyphs.charset
        ).map { StyledLine($0, role: .error) }
        StyledLine.draw(lines, into: &canvas, in: right)
    }

    /// Returns a sample of everything that has a colour of its own.
    private static func sample(_ glyphs: Glyphs) -> [StyledLine] {
        let statuses: [ImageStatus] = [.active, .saving, .queued, .deactivated, .killed]
        let looks = statuses.map { status in
            let look = StatusLook(status, glyphs: glyphs)
            return StyledLine("\(look.shape) \(status.rawValue)", role: look.role)
        }
        return [StyledLine("Images", role: .heading)] + looks
            + [
                StyledLine(), StyledLine("\(glyphs.selectionBar) the row under the bar      ", role: .selection),
                StyledLine(),
                StyledLine([
                    .init("Name  ", role: .labelFocused), .init("[alpine-3.20", role: .fieldFocused),
                    .init(".qcow2", role: .suggestion), .init("]", role: .fieldFocused),
                ]),
                StyledLine([
                    .init("Tags  ", role: .label), .init("[linux]", role: .tag), .init(" (none)", role: .placeholder),
                ]),
                StyledLine(),
                StyledLine("\(glyphs.check) Verified: size and SHA-512 match.", role: .success),
                StyledLine("\(glyphs.warning) It has a backing file.", role: .warning),
                StyledLine("! The image was not created (403)", role: .error),
                // Control characters are made visible, in a colour of their own.
                StyledLine("{\"name\": \"a\u{1B}b\"}", role: .code),
                StyledLine([.init("[ keep it ]", role: .buttonFocused), .init("  [ delete ]", role: .button)]),
            ]
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        return show()
    }

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: entries.count) { return show() }
        switch KeyBinding.action(for: key, in: place) {
        case .takeTheme:
            guard let theme else { return .handled }
            return .closing(.effect(.keepTheme(theme)))
        case .refresh: themes.load()
        case .back: return .closing(.effect(.theme(before)))
        default: return .ignored
        }
        return .handled
    }
}
