package import Foundation
package import Terminal
package import ViewModels
import Widgets

/// The open screens, the visible one on top. Draws it with its header and footer, and dispatches keys to it.
@MainActor
package final class ScreenStack {
    /// The smallest supported size of the terminal.
    static let smallest = Size(rows: 16, columns: 60)

    let workspace: Workspace
    let themes: ThemeShelf
    let paletteHistory = PaletteHistory()
    private(set) var screens: [any Screen]
    /// The canvas that was drawn last, which determines the meaning of clicks.
    private(set) var drawn: Canvas?
    /// The last item that was clicked.
    var picked: (screen: any Screen, item: Int)?
    /// The tour, while it runs.
    var tour: Tour?
    /// Whether the list offers the tour: on the very first start, until the tour has begun.
    package var offersTour = false
    /// The outcome of the last key, if no screen shows it. The next key clears it.
    package var notice: String?
    /// What is wrong with the person's own files. It is shown at the start, and later when there is nothing else to show.
    package var complaints: [FileComplaint] = []
    /// An effect that a screen has requested on its own since it was last taken.
    private var request: Effect?
    /// Whether a key has been pressed.
    private(set) var hasBegun = false
    /// The key table in use.
    package let keys: KeyTable

    /// Creates the stack with the list of images of a workspace.
    package init(workspace: Workspace, themes: ThemeShelf, keys: KeyTable = .standard) {
        self.workspace = workspace
        self.themes = themes
        self.keys = keys
        screens = []
        push(CatalogueScreen(workspace: workspace, themes: themes))
    }

    private func push(_ screen: any Screen) {
        (screen as? any KeyNaming)?.keys = keys
        screens.append(screen)
    }

    /// Returns the screens drawn as they are now.
    ///
    /// - Parameters:
    ///   - size: The size of the terminal.
    ///   - charset: The characters that it can show.
    ///   - now: The time that relative times refer to.
    package func draw(size: Size, charset: Charset, now: Date) -> Canvas {
        var canvas = Canvas(size: size, charset: charset)
        guard size.rows >= Self.smallest.rows, size.columns >= Self.smallest.columns else {
            drawTooSmall(into: &canvas)
            // What was drawn before can no longer be clicked.
            drawn = canvas
            return canvas
        }
        advance()
        let base = screens.lastIndex { !$0.isOverlay } ?? 0
        for screen in screens[base...] {
            canvas.cursor = nil
            canvas.forgetTargets()
            screen.draw(into: &canvas, in: Self.body(of: canvas), now: now)
        }
        lookAround()
        if let tour, let screen = screens.last {
            TourPanel(tour: tour, keys: keys, place: screen.place, isOverlay: screen.isOverlay)
                .draw(into: &canvas, in: Self.body(of: canvas))
        }
        // The header and footer depend on what drawing finds out, such as the range of visible rows.
        drawHeader(of: base, into: &canvas, now: now)
        if let screen = screens.last { drawFooter(of: screen, into: &canvas, now: now) }
        drawn = canvas
        return canvas
    }

    /// Returns an effect that no key has directly requested, such as one that had to wait for data; found while drawing.
    package func takeRequest() -> Effect? {
        defer { request = nil }
        return request
    }

    /// Dispatches a key to the screen on top.
    ///
    /// - Returns: The effect for the program to carry out, if any.
    package func handle(_ pressed: Key) -> Effect? {
        guard let screen = screens.last else { return .quit }
        notice = nil
        hasBegun = true
        markNewsSeen(on: screen)
        switch keys.meaning(of: pressed, in: screen.place) {
        case .key(let key): return handle(key, in: screen)
        case .command(let command): return run(command, on: screen)
        case .withheld:
            let reason = workspace.place.readOnly.map { " (\($0))" } ?? ""
            notice = "\(pressed.name) would change something; gaze is read-only here\(reason)."
        case .nothing: break
        }
        return nil
    }

    /// Marks the shown news of ended transfers as seen. If both uploads and downloads have news, that of the downloads is shown
    /// after the next key.
    private func markNewsSeen(on screen: any Screen) {
        let wasTold = workspace.transfers.news != nil
        workspace.transfers.markSeen()
        if !wasTold || screen.place.whole == .transfers || screen.place == .transfers { workspace.downloads.markSeen() }
    }

    private func run(_ command: OwnCommand, on screen: any Screen) -> Effect? {
        guard let image = screen.subject else {
            notice = "“\(command.name)” is about an image, and there is none here."
            return nil
        }
        let marks = workspace.marks
        guard screen.place == .list else {
            return .run(command, variables: OwnCommand.variables(for: image, at: workspace.place))
        }
        guard marks.gathered == nil, marks.count <= OwnCommand.mostMarked else {
            let most = "“\(command.name)” can be told of \(Format.count(OwnCommand.mostMarked)) marked images at most."
            notice = marks.gathered == nil ? most : "Not all are marked yet: “\(command.name)” was not run."
            return nil
        }
        return .run(
            command,
            variables: OwnCommand.variables(for: image, marked: marks.images.map(\.id), at: workspace.place))
    }

    func handle(_ key: Key, in screen: any Screen) -> Effect? {
        if case .control("l") = key { return .redraw }
        if case .control("z") = key { return .suspend }
        let response = anywhere(key, on: screen) ?? screen.handle(key)
        guard case .ignored = response else { return follow(response) }
        if KeyBinding.action(for: key, in: screen.place) == .help {
            push(HelpScreen(about: screen, keys: keys))
        }
        return nil
    }

    /// Called once a second.
    package func tick() { screens.last?.tick() }

    private func advance() {
        while let screen = screens.last {
            let count = screens.count
            request = follow(screen.advance()) ?? request
            if screens.last === screen && screens.count == count { return }
        }
    }

    func follow(_ response: Response) -> Effect? {
        switch response {
        case .ignored, .handled: break
        case .show(let screen): push(screen)
        case .replace(let screen):
            screens.removeLast()
            push(screen)
        case .back: if screens.count > 1 { screens.removeLast() }
        case .closing(.effect(let effect)):
            screens.removeLast()
            return effect
        case .closing(let next):
            screens.removeLast()
            return follow(next)
        case .press(let key): return handle(key)
        case .tour: (tour, offersTour) = (Tour(keys), false)
        case .complaints: push(ComplaintsScreen(complaints))
        case .leave, .effect(.quit): return quit()
        case .say(let words): notice = words
        case .effect(let effect): return effect
        }
        return nil
    }

    /// Quits, asking first if something would be lost.
    private func quit() -> Effect? {
        let transfers = workspace.transfers.underWay.count
        let failure = workspace.draft.draft.isEmpty ? nil : workspace.drafts.failure
        let downloads = workspace.downloads.underWay.count
        let isCreating = workspace.draft.isSending
        guard transfers > 0 || downloads > 0 || failure != nil || workspace.isChanging || isCreating
        else { return .quit }
        var text: [String] = []
        if isCreating {
            text.append("The record is being made. Leaving cuts that off: whether it was made is seen in the list.")
        }
        if workspace.isChanging, let run = workspace.run {
            text.append("Not done yet: \(run.words). Quitting interrupts what is under way, and the rest is not begun.")
        }
        if transfers > 0 {
            text.append(
                transfers == 1
                    ? "A transfer is under way. Quitting interrupts it; the next start offers to complete it."
                    : "\(transfers) transfers are under way. Quitting interrupts them; the next start offers to complete them."
            )
        }
        if downloads > 0 {
            text.append(
                (downloads == 1 ? "An image is being saved." : "\(downloads) images are being saved.")
                    + " What has arrived is kept; saving to the same file resumes from it.")
        }
        if let failure { text.append(failure) }
        push(
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

    private func drawHeader(of base: Int, into canvas: inout Canvas, now: Date) {
        Header(
            crumbs: crumbs(to: base), status: screens[base].status(now: now, canvas.glyphs),
            isReadOnly: workspace.place.readOnly != nil
        ).draw(into: &canvas)
        canvas.rule(Rect(row: 1, column: 0, rows: 1, columns: canvas.size.columns))
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
