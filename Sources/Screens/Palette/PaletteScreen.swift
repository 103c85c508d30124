import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The command palette, over the screen that it acts on. Everything that can be done there is found by its name.
@MainActor
final class PaletteScreen: Screen {
    let place = Place.palette
    let title = ""
    let isOverlay = true
    private let subject: any Screen
    private let workspace: Workspace
    private let themes: ThemeShelf
    private let history: PaletteHistory
    private let isTouring: Bool
    private let keys: KeyTable
    private var field = TextField(placeholder: "a command: a few of its letters will do")
    private var filterCompletion = Completion()
    /// What the terms of a filter are relative to; nil unless a filter is being typed.
    private var filterContext: FilterContext?
    private var list = PaletteList()
    /// Why the last command was not run.
    private var complaint: String?
    /// The search for the image to open.
    private var finder: ImageFinder?
    /// Whether to run the line as soon as the files that it depends on have been read.
    private var isAwaited = false
    /// The index of the history's line that is in the field; nil if there is none.
    private var recalled: Int?
    /// The theme to restore on cancel, and the one that is shown.
    private let before: Theme
    private var shown: Theme

    /// - Parameters:
    ///   - subject: The screen whose actions are offered.
    ///   - workspace: What the commands act on.
    ///   - themes: The themes to choose from.
    ///   - history: The commands that were run before.
    ///   - keys: The key table in use.
    ///   - isTouring: Whether the keys of the tour apply too.
    init(
        on subject: any Screen, workspace: Workspace, themes: ThemeShelf, history: PaletteHistory, keys: KeyTable,
        isTouring: Bool
    ) {
        self.keys = keys
        self.subject = subject
        self.workspace = workspace
        self.themes = themes
        self.history = history
        self.isTouring = isTouring
        before = themes.current
        shown = before
        themes.load()
        workspace.views.read()
        update()
    }

    var imageInSight: String? { subject.imageInSight }

    var unavailable: Set<Action> { list.matches.isEmpty && !isFilter ? [.palette, .completeCommand] : [.palette] }

    private var input: (command: PaletteCommand, argument: String)? { PaletteCommand.parse(field.text) }
    private var isFilter: Bool { input?.command == .filter }

    /// Whether the files that the line depends on are still being read.
    private var isReading: Bool {
        switch input {
        case (.theme, let name)? where !name.isEmpty: themes.isLoading
        case (.view, let name)? where !name.isEmpty: workspace.views.isReading
        default: false
        }
    }

    // MARK: Matches

    private func update() {
        switch input {
        case (.theme, let name)?: list.matches = PaletteMatch.themes(themes.entries, for: name)
        case (.sort, let key)?: list.matches = PaletteMatch.orders(for: key)
        case (.view, let name)?: list.matches = PaletteMatch.views(workspace.views.all, for: name)
        case (.open, let name)?: list.matches = PaletteMatch.images(workspace.catalogue.images, for: name)
        case (.filter, _)?, (.config, _)?, (.tour, _)?, (.quit, _)?: list.matches = []
        case nil:
            let entries = PaletteEntry.all(
                in: subject.place, without: subject.unavailable, keys, isTouring: isTouring)
            list.matches = PaletteMatch.commands(entries, for: field.text)
        }
    }

    /// Selects the best match after the text has changed; for an empty theme name, selects the current theme.
    private func begin() {
        complaint = nil
        finder = nil
        isAwaited = false
        filterContext = isFilter ? filterContext ?? workspace.filterContext() : nil
        update()
        list.select(0)
        if case (.theme, "")? = input {
            list.select(list.matches.firstIndex { $0.entry.name == before.name } ?? 0)
        }
    }

    func advance() -> Response {
        update()
        if isAwaited, !isReading {
            isAwaited = false
            return run()
        }
        switch finder?.state {
        case .found(let image)?: return .closing(.show(record(of: image)))
        case .nothing?: complaint = "No image has the name or the id “\(finder?.name ?? "")”."
        case .several?:
            let name = ImageFilter.quoted(finder?.name ?? "")
            complaint = "Several images are called so: filter name:\(name) lists them."
        case .failed(let explanation)?: complaint = "\(explanation.headline). \(explanation.reason)"
        case .looking?, nil: return .handled
        }
        finder = nil
        return .handled
    }

    // MARK: Drawing

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let area = body.split(top: body.rows - min(13, body.rows - 1)).rest
        canvas.fill(area)
        canvas.rule(area)
        let heading = input.map { "\($0.command.usage): \($0.command.meaning)" } ?? "Commands"
        canvas.write(" \(heading) ", row: area.row, column: 2, role: .heading, limit: area.columns - 4)
        let notes = FilterAbout.lines(note(canvas.glyphs), columns: area.columns - 2, canvas.glyphs)
        let (top, bottom) = area.split(top: area.rows - 1 - notes.count)
        list.draw(into: &canvas, in: top.split(top: 1).rest)
        let (said, line) = bottom.inset(columns: 1).split(top: notes.count)
        StyledLine.draw(notes, into: &canvas, in: said)
        canvas.write(":", row: line.row, column: line.column, role: .key)
        field.draw(into: &canvas, in: line.split(left: 1).rest, isFocused: true)
    }

    private func note(_ glyphs: Glyphs) -> FilterAbout.Words {
        if let complaint { return ("! \(complaint)", .warning) }
        if let finder { return ("Looking for \(finder.name)\(glyphs.ellipsis)", .dim) }
        let names = KeyNames(keys, in: .palette)
        let completes = names[.completeCommand].map { "; \($0) completes" } ?? ""
        if case (.filter, let text)? = input, let filterContext {
            return FilterAbout(catalogue: workspace.catalogue, context: filterContext, keys: keys).words(of: text) {
                let does = names[.runCommand].map { "\($0): " } ?? ""
                return $0.filter.isEmpty
                    ? "Words, or key:value\(completes). An empty filter lists all." : does + FilterAbout.division($0)
            }
        }
        guard list.matches.isEmpty else { return ("", .dim) }
        return switch input?.command {
        case .open?: ("Not in what is loaded of the list." + names.press(.runCommand, "to look in the cloud"), .dim)
        case .view? where workspace.views.all.isEmpty: ("There are no views yet.", .dim)
        case .theme? where themes.entries.isEmpty && themes.isLoading:
            ("Reading the themes\(glyphs.ellipsis)", .dim)
        case .theme? where themes.entries.isEmpty: ("No files of themes were found.", .dim)
        default: ("Nothing fits.", .dim)
        }
    }

    // MARK: Keys

    func handle(_ key: Key) -> Response {
        switch KeyBinding.action(for: key, in: place) {
        case .runCommand: return run()
        case .completeCommand: complete()
        case .back: return cancel()
        case .palette: return cancel()
        case .moveUp: if !recall(older: true) { list.move(by: -1) }
        case .moveDown: if !recall(older: false) { list.move(by: 1) }
        case .pageUp: list.move(by: -8)
        case .pageDown: list.move(by: 8)
        case .help: return .ignored
        default:
            let old = field.text
            guard field.handle(key) else { return .ignored }
            guard field.text != old else { return .handled }
            recalled = nil
            begin()
        }
        return preview()
    }

    func pick(_ item: Int) -> Response {
        list.select(item)
        return preview()
    }

    func scroll(by rows: Int) -> Response {
        list.move(by: rows)
        return preview()
    }

    private func cancel() -> Response { shown == before ? .back : .closing(.effect(.theme(before))) }

    /// Shows the selected theme, or the previous one if none is selected.
    private func preview() -> Response {
        var wanted = before
        if case .theme(let theme)? = list.selected?.entry.deed { wanted = theme }
        guard wanted != shown else { return .handled }
        shown = wanted
        return .effect(.theme(wanted))
    }

    private func replace(with text: String) {
        field.replace(with: text)
        begin()
    }

    private func complete() {
        if case (.filter, let text)? = input {
            let candidates = FilterCompletion(seen: workspace.catalogue.seen)
            guard field.cursor == field.text.count,
                let next = filterCompletion.next(after: text, among: candidates.candidates)
            else { return }
            replace(with: "filter \(next)")
        } else if let match = list.selected {
            let command = input.map { "\($0.command.rawValue) " } ?? ""
            replace(with: command + match.entry.name + (match.entry.takesArgument ? " " + match.argument : ""))
        }
    }

    /// Moves through the history, beginning from the empty line or from a line that was recalled.
    ///
    /// - Returns: Whether the key was used for that.
    private func recall(older: Bool) -> Bool {
        guard recalled != nil || older && field.text.isEmpty && list.row == 0 else { return false }
        let next = (recalled ?? -1) + (older ? 1 : -1)
        guard next < history.lines.count else { return recalled != nil }
        recalled = next < 0 ? nil : next
        replace(with: next < 0 ? "" : history.lines[next])
        return true
    }

    // MARK: Commands

    private func run() -> Response {
        guard finder == nil else { return .handled }
        if let input, input.command.isOfList, subject.place != .list {
            complaint = "“\(input.command.rawValue)” is about the list of images: go back there first."
            return .handled
        }
        if case (.filter, let text)? = input { return filter(by: text) }
        if let match = list.selected { return run(match) }
        // Files that the line depends on are still being read: run it once that is done.
        isAwaited = isReading
        guard case (.open, let name)? = input, !name.isEmpty else { return .handled }
        history.add(field.text)
        complaint = nil
        finder = workspace.find(name)
        return .handled
    }

    private func run(_ match: PaletteMatch) -> Response {
        let entry = match.entry
        if entry.takesArgument {
            replace(with: "\(entry.name) \(match.argument)")
            return preview()
        }
        if case .nothing(let why) = entry.deed {
            complaint = why
            return .handled
        }
        if case .look(let view) = entry.deed {
            do throws(FilterProblem) {
                try workspace.look(view)
            } catch {
                complaint = "“\(view.name)” cannot be used: \(error)"
                return .handled
            }
        }
        history.add((input.map { "\($0.command.rawValue) " } ?? "") + entry.name)
        switch entry.deed {
        case .press(let key): return .closing(.press(key))
        case .command(.tour): return .closing(.tour)
        case .command(.config): return .closing(.complaints)
        case .command: return .closing(.leave)
        case .theme(let theme): return .closing(.effect(.keepTheme(theme)))
        case .sort(let order):
            workspace.catalogue.sort(by: order)
            return .back
        case .look: return .back
        case .open(let image): return .closing(.show(record(of: image)))
        case .change(let kind):
            workspace.draft.loadChoices()
            return .closing((subject as? CatalogueScreen)?.ask(kind) ?? .handled)
        case .nothing: return .handled
        }
    }

    private func record(of image: Image) -> RecordScreen {
        RecordScreen(workspace.record(of: image), workspace: workspace)
    }

    private func filter(by text: String) -> Response {
        do throws(FilterProblem) {
            let wanted = try ImageFilter(text)
            try workspace.catalogue.filter(by: wanted, workspace.filterContext())
            workspace.filterHistory.add(wanted.text)
        } catch {
            complaint = "\(error)"
            return .handled
        }
        history.add(field.text)
        return .back
    }
}
