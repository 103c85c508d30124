public import Foundation
public import Terminal
public import ViewModels
import Widgets

/// The screens that are open, the one in sight on top: draws it with its header and footer, and brings it keys.
@MainActor
public final class ScreenStack {
    /// The smallest terminal that is drawn on.
    static let smallest = Size(rows: 16, columns: 60)

    private let workspace: Workspace
    private var screens: [any Screen]

    /// The list of images, on a workspace.
    public init(workspace: Workspace) {
        self.workspace = workspace
        screens = [CatalogueScreen(workspace: workspace)]
    }

    /// The screens as they are now.
    ///
    /// - Parameter now: the moment that times are told against.
    public func draw(size: Size, charset: Charset, now: Date) -> Canvas {
        var canvas = Canvas(size: size, charset: charset)
        guard size.rows >= Self.smallest.rows, size.columns >= Self.smallest.columns else {
            drawTooSmall(into: &canvas)
            return canvas
        }
        advance()
        let base = screens.lastIndex { !$0.isOverlay } ?? 0
        for screen in screens[base...] {
            canvas.cursor = nil
            if !screen.isOverlay { drawFrame(of: screen, into: &canvas, now: now) }
            screen.draw(into: &canvas, in: Self.body(of: canvas), now: now)
        }
        return canvas
    }

    /// Brings a key to the screen in sight.
    ///
    /// - Returns: what the program is to do, if anything.
    public func handle(_ key: Key) -> Effect? {
        guard let screen = screens.last else { return .quit }
        if case .control("l") = key { return .redraw }
        if case .control("z") = key { return .suspend }
        let response = screen.handle(key)
        guard case .ignored = response else { return follow(response) }
        if KeyBinding.action(for: key, in: screen.place) == .help {
            screens.append(HelpScreen(about: screen.place))
        }
        return nil
    }

    private func advance() {
        while let screen = screens.last {
            let count = screens.count
            _ = follow(screen.advance())
            if screens.last === screen && screens.count == count { return }
        }
    }

    private func follow(_ response: Response) -> Effect? {
        switch response {
        case .ignored, .handled: break
        case .show(let screen): screens.append(screen)
        case .replace(let screen): screens[screens.count - 1] = screen
        case .back: if screens.count > 1 { screens.removeLast() }
        case .closing(.effect(let effect)): return effect
        case .closing(let next):
            screens.removeLast()
            return follow(next)
        case .effect(.quit): return quit()
        case .effect(let effect): return effect
        }
        return nil
    }

    /// Ends, or asks first where something would be lost.
    private func quit() -> Effect? {
        let transfers = workspace.transfersUnderWay.count
        let hasDraft = !workspace.draft.draft.isEmpty
        guard transfers > 0 || hasDraft else { return .quit }
        var text: [String] = []
        if transfers > 0 {
            text.append(
                transfers == 1
                    ? "An upload is under way. Leaving calls it off."
                    : "\(transfers) uploads are under way. Leaving calls them off.")
        }
        if hasDraft { text.append("The form is filled in and not sent. Leaving loses it.") }
        screens.append(
            DialogScreen(
                title: "Leave gaze?", text: text, buttons: [.init("stay", letter: "s"), .init("leave", letter: "l")]
            ) { button in
                button == 1 ? .effect(.quit) : .handled
            })
        return nil
    }

    private static func body(of canvas: Canvas) -> Rect {
        Rect(row: 2, column: 0, rows: canvas.size.rows - 4, columns: canvas.size.columns)
    }

    private func drawFrame(of screen: any Screen, into canvas: inout Canvas, now: Date) {
        let (rows, columns) = (canvas.size.rows, canvas.size.columns)
        var column = canvas.write("gaze  ", row: 0, column: 1, role: .title) + 1
        let crumbs = [workspace.place.cloud, workspace.place.project, screen.title].compactMap(\.self)
        let right = screen.status(now: now)
        let room = columns - TextLayout.columns(of: right, charset: canvas.glyphs.charset) - 4
        for (index, crumb) in crumbs.enumerated() {
            if index > 0 { column += canvas.write(" \(canvas.glyphs.crumb) ", row: 0, column: column, role: .dim) }
            let text = TextLayout.truncated(crumb, to: max(8, room - column), glyphs: canvas.glyphs)
            column += canvas.write(text, row: 0, column: column, role: index == crumbs.count - 1 ? .title : .text)
        }
        canvas.write(right, row: 0, endColumn: columns - 1, role: .dim)
        canvas.rule(Rect(row: 1, column: 0, rows: 1, columns: columns))
        canvas.rule(Rect(row: rows - 2, column: 0, rows: 1, columns: columns))
        hints(for: screen, canvas.glyphs).draw(
            into: &canvas, in: Rect(row: rows - 1, column: 1, rows: 1, columns: columns - 2))
    }

    private func hints(for screen: any Screen, _ glyphs: Glyphs) -> KeyHints {
        let bindings = KeyBinding.rows(of: screen.place) + KeyBinding.rows(of: .everywhere)
        return KeyHints(
            bindings.compactMap { binding in
                guard let label = binding.label, !screen.unavailable.contains(binding.action) else { return nil }
                // In the form, a letter is a letter.
                let key = binding.keys.first { screen.place != .form || !$0.isCharacter }
                return key.map { ($0 == .enter ? glyphs.enter : $0.name, label) }
            })
    }

    private func drawTooSmall(into canvas: inout Canvas) {
        let size = canvas.size
        let text = [
            "gaze needs \(Self.smallest.columns)×\(Self.smallest.rows)",
            "this is \(size.columns)×\(size.rows)", "make it larger; nothing is lost",
        ]
        for (row, line) in text.enumerated() where row < size.rows {
            canvas.write(line, row: row, column: 0, role: .warning)
        }
    }
}
