public import Foundation
public import Terminal
public import ViewModels
import Widgets

/// The screens that are open, the one in sight on top: draws it with its header and footer, and brings it keys.
@MainActor
public final class ScreenStack {
    /// The smallest terminal that is drawn on.
    static let smallest = Size(rows: 16, columns: 60)

    let workspace: Workspace
    let themes: ThemeShelf
    let paletteHistory = PaletteHistory()
    private(set) var screens: [any Screen]
    /// What was drawn last, for what clicks mean.
    private(set) var drawn: Canvas?
    /// What was clicked last.
    var picked: (screen: any Screen, item: Int)?
    /// The tour, while it runs.
    var tour: Tour?
    /// Whether the list offers the tour: at the very first start, as long as it has not begun.
    public var offersTour = false
    /// What came of the last key, where no screen shows it; it goes with the next key.
    public var notice: String?
    /// What the list says where there is nothing else to say.
    public var remark: String?
    /// The keys that count.
    public let keys: KeyTable

    /// The list of images, on a workspace.
    public init(workspace: Workspace, themes: ThemeShelf, keys: KeyTable = .standard) {
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
            canvas.forgetTargets()
            screen.draw(into: &canvas, in: Self.body(of: canvas), now: now)
        }
        lookAround()
        if let tour, let screen = screens.last {
            TourPanel(tour: tour, place: screen.place, isOverlay: screen.isOverlay)
                .draw(into: &canvas, in: Self.body(of: canvas))
        }
        // What a screen says of itself is known once it is drawn: the rows in sight, for example.
        drawHeader(of: base, into: &canvas, now: now)
        if let screen = screens.last { drawFooter(of: screen, into: &canvas, now: now) }
        drawn = canvas
        return canvas
    }

    /// Brings a key to the screen in sight.
    ///
    /// - Returns: what the program is to do, if anything.
    public func handle(_ pressed: Key) -> Effect? {
        guard let screen = screens.last else { return .quit }
        notice = nil
        workspace.downloads.markSeen()
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

    private func run(_ command: OwnCommand, on screen: any Screen) -> Effect? {
        guard let image = screen.subject else {
            notice = "“\(command.name)” is about an image, and there is none here."
            return nil
        }
        return .run(command, variables: OwnCommand.variables(for: image, at: workspace.place))
    }

    func handle(_ key: Key, in screen: any Screen) -> Effect? {
        if case .control("l") = key { return .redraw }
        if case .control("z") = key { return .suspend }
        let response = anywhere(key, on: screen) ?? screen.handle(key)
        guard case .ignored = response else { return follow(response) }
        if KeyBinding.action(for: key, in: screen.place) == .help {
            push(HelpScreen(about: screen.place, keys: keys))
        }
        return nil
    }

    /// Notes that a second has passed.
    public func tick() { screens.last?.tick() }

    private func advance() {
        while let screen = screens.last {
            let count = screens.count
            _ = follow(screen.advance())
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
        case .tour: (tour, offersTour) = (Tour(), false)
        case .leave, .effect(.quit): return quit()
        case .say(let words): notice = words
        case .effect(let effect): return effect
        }
        return nil
    }

    /// Ends, or asks first where something would be lost.
    private func quit() -> Effect? {
        let copies = workspace.transfers.underWay.count { $0.plan.copied != nil }
        let transfers = workspace.transfers.underWay.count - copies
        let failure = workspace.draft.draft.isEmpty ? nil : workspace.drafts.failure
        let downloads = workspace.downloads.underWay.count
        guard transfers > 0 || copies > 0 || downloads > 0 || failure != nil || workspace.isChanging
        else { return .quit }
        var text: [String] = []
        if workspace.isChanging, let run = workspace.run {
            text.append("Not done yet: \(run.words). Leaving cuts off what is under way, and the rest is not begun.")
        }
        if transfers > 0 {
            text.append(
                transfers == 1
                    ? "A transfer is under way. Leaving cuts it off; the next start offers to complete it."
                    : "\(transfers) transfers are under way. Leaving cuts them off; the next start offers to complete them."
            )
        }
        if copies > 0 {
            text.append(
                (copies == 1 ? "A copy to another cloud is" : "\(copies) copies to other clouds are")
                    + " under way. Leaving cuts off the data; the record there stays, without any.")
        }
        if downloads > 0 {
            text.append(
                (downloads == 1 ? "An image is being saved." : "\(downloads) images are being saved.")
                    + " What has come is kept, and gone on from when it is saved to the same file.")
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

    /// The keys of the screen that takes them.
    private func drawFooter(of screen: any Screen, into canvas: inout Canvas, now: Date) {
        let (rows, columns) = (canvas.size.rows, canvas.size.columns)
        let rule = Rect(row: rows - 2, column: 0, rows: 1, columns: columns)
        canvas.rule(rule)
        if let notice {
            canvas.write(" \(notice) ", row: rule.row, column: rule.column + 2, role: .key, limit: rule.columns - 4)
        } else if screen.place != .changeRun, workspace.isChanging, let run = workspace.run {
            ChangeLine(run: run).draw(into: &canvas, in: rule)
        } else if screen.place != .transfers, let ended = workspace.downloads.news {
            let (words, role) = DownloadText(download: ended, glyphs: canvas.glyphs).sentence
            let why = ended.failure == nil ? "" : " The transfers say why."
            let line = " \(ended.name): \(words)\(why) "
            canvas.write(line, row: rule.row, column: rule.column + 2, role: role, limit: rule.columns - 4)
        } else if screen.place == .list, let news = OtherTransfersLine(workspace.others.news, keys) {
            news.draw(into: &canvas, in: rule)
        } else if screen.place == .list, workspace.hasNothingUnderWay, let (words, role) = listWords(now: now) {
            canvas.write(" \(words) ", row: rule.row, column: rule.column + 2, role: role, limit: rule.columns - 4)
        } else if screen.place != .transfers, screen.place != .cutOff {
            let inSight = screen.imageInSight
            let sends = workspace.transfers.underWay.filter { $0.imageID != inSight }
            TransferLine(sends: sends, downloads: workspace.downloads.underWay).draw(into: &canvas, in: rule)
        }
        var unavailable = screen.unavailable
        // A command is about an image.
        if screen.subject == nil { unavailable.formUnion(keys.commands.indices.map(Action.command)) }
        Self.hints(of: screen.place, without: unavailable, canvas.glyphs, keys).draw(
            into: &canvas, in: Rect(row: rows - 1, column: 1, rows: 1, columns: columns - 2))
    }

    /// What is said below the list where nothing is under way; nil where there is nothing to say.
    private func listWords(now: Date) -> (words: String, role: Role)? {
        if let words = draftWords(now: now) { return (words, .key) }
        if let remark { return (remark, .warning) }
        return offersTour ? ("New here? :tour shows you around in a minute.", .key) : nil
    }

    /// What is said of a draft that an earlier gaze has left behind; nil where there is none, or the form is in use.
    private func draftWords(now: Date) -> String? {
        guard let kept = workspace.drafts.offered, workspace.draft.draft.isEmpty,
            let key = keys.name(of: .newImage, in: .list)
        else { return nil }
        return "A draft is kept from \(Format.ago(kept.keptAt, now: now)): \(key) takes it up."
    }

    /// The keys of a place with a word for the footer.
    static func hints(
        of place: Place, without unavailable: Set<Action>, _ glyphs: Glyphs, _ table: KeyTable = .standard
    ) -> KeyHints {
        var hints: [(key: String, label: String)] = []
        var pressed: [Key] = []
        var kept: Set<Int> = []
        for (row, keys) in table.counting(in: place, without: unavailable) {
            guard let label = row.label, let key = keys.first else { continue }
            // The way out, and the way to all the rest, are shown, however much else there is to do.
            if [.back, .quit].contains(row.action) || row.action == .palette && key.isCharacter {
                kept.insert(hints.count)
            }
            pressed.append(key)
            hints.append((key == .enter ? glyphs.enter : key.name, label))
        }
        return KeyHints(hints, keeping: kept, keys: pressed)
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
