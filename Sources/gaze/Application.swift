import ArgumentParser
import Clouds
import Foundation
import ImageModel
import Screens
import Terminal
import ViewModels

/// The terminal program: joins a terminal, the screens and an image service, and runs until the person leaves.
@MainActor
struct Application {
    private let session: Session
    private let workspace: Workspace
    private let stack: ScreenStack
    private let shelf: ThemeShelf
    private let themes: ThemeChoice
    private let mouse: MouseChoice
    private let settings: Configuration.Settings
    private let drawing = WatchedDrawing()

    /// Runs gaze in the terminal.
    ///
    /// - Parameter lingers: whether transfers are finished when the terminal goes away.
    /// - Throws: `CloudError`, `ThemeError` or `SessionError`, before the screen is taken; they are printed by the caller.
    static func run(cloud: String?, theme: String?, isReadOnly: Bool, lingers: Bool) async throws {
        let files = FileLocations.current()
        let tour = TourOffer(files: files)
        let themes = ThemeChoice(files: files)
        let configuration = ConfigurationLocation(files: files).read()
        let connection = try Connection.open(
            cloud: cloud, files: files, configuration: configuration, isReadOnly: isReadOnly)
        let chosen: ThemeChoice.Choice
        do throws(ThemeError) {
            chosen = try themes.atStart(named: theme, configured: connection.settings.theme?.value)
        } catch {
            await connection.close()
            throw error
        }
        let directory = CloudDirectory(files: files, current: connection.cloud, isReadOnly: isReadOnly)
        let keys = KeyTable.configured(
            connection.settings, path: configuration.path,
            readOnly: isReadOnly ? .everything : connection.place.readOnly == nil ? .nothing : .cloud
        ).table
        let result: Result<Void, SessionError>
        do throws(SessionError) {
            let session = try Session(theme: chosen.theme, monochrome: themes.isMonochrome)
            let workspace = Workspace(
                api: connection.api, place: connection.place, memory: BrowserFiles(files: files).memory,
                drafts: DraftFiles(files: files, cloud: connection.place.cloud).memory,
                filters: FilterFiles(files: files, cloud: connection.place.cloud).memory,
                list: ListFiles(files: files, cloud: connection.place.cloud).memory, settings: connection.settings,
                saves: SaveFiles(files: files).memory, transferMemory: TransferFiles(files: files).memory,
                otherClouds: directory.others, fetch: connection.fetch, presetFolder: files.presets)
            let shelf = ThemeShelf(current: chosen.theme, read: themes.all)
            let stack = ScreenStack(workspace: workspace, themes: shelf, keys: keys)
            let known = configuration.complaints
            stack.complaints = known + chosen.complaints.filter { !known.contains($0) }
            if theme != nil {
                stack.notice = ThemeChoice.words(
                    taking: chosen.theme.name, configured: connection.settings.theme)
            }
            let application = Application(
                session: session, workspace: workspace, stack: stack, shelf: shelf, themes: themes,
                mouse: MouseChoice(files: files), settings: connection.settings)
            session.isMouseOn = session.hasMouse && (connection.settings.mouse?.value ?? application.mouse.isOn)
            stack.offersTour = connection.cloud == nil && tour.isDue
            tour.keep()
            await application.loop(lingers: lingers)
            session.end()
            await workspace.drafts.finish()
            await workspace.filterHistory.finish()
            await workspace.columns.finish()
            await workspace.views.finish()
            await workspace.others.finishWriting()
            await workspace.transfers.notes.close()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await directory.close()
        await connection.close()
        try result.get()
    }

    /// What the loop waits for.
    private enum Wake {
        case event(Event)
        /// A model that is on the screen has changed.
        case change
        /// A second has passed: what is told relative to now is out of date.
        case tick
        /// What went on without a terminal is over.
        case finished
    }

    /// Why the loop ends.
    private enum End {
        /// The person leaves, or somebody asked the program to end.
        case quit
        /// The terminal is gone.
        case hangup
    }

    /// Finishes what is under way, without a terminal; whoever asks the program to end is heard.
    private func linger(_ wakes: AsyncStream<Wake>, _ wake: AsyncStream<Wake>.Continuation) async {
        workspace.transfers.notes.isWatched = false
        await session.letGo()
        let work = Task { [workspace] in
            await workspace.finish()
            wake.yield(.finished)
        }
        defer { work.cancel() }
        for await reason in wakes {
            switch reason {
            case .finished, .event(.terminate): return
            // The terminal may be said to be gone more than once, and nothing is shown any more.
            case .event, .change, .tick: break
            }
        }
    }

    private func loop(lingers: Bool) async {
        let (wakes, wake) = AsyncStream.makeStream(of: Wake.self)
        let keys = Task { [events = session.events] in
            for await event in events { wake.yield(.event(event)) }
        }
        let clock = Task { await everySecond { wake.yield(.tick) } }
        defer {
            keys.cancel()
            clock.cancel()
        }
        draw(wake)
        workspace.others.refresh()
        for await reason in wakes {
            var end: End?
            switch reason {
            case .event(let event): end = handle(event)
            case .tick:
                workspace.tick()
                stack.tick()
            case .change, .finished: break
            }
            if let end = end ?? draw(wake) {
                clock.cancel()
                if end == .hangup, lingers, workspace.isBusy { await linger(wakes, wake) }
                return
            }
        }
    }

    /// Draws what there is, and wakes the loop once when any of it changes.
    ///
    /// - Returns: nil to go on.
    @discardableResult
    private func draw(_ wake: AsyncStream<Wake>.Continuation) -> End? {
        // What comes back is drawn then.
        guard !session.isAway else { return nil }
        let canvas = drawing.draw {
            stack.draw(size: session.size, charset: session.charset, now: Date())
        } onChange: {
            wake.yield(.change)
        }
        if let request = stack.takeRequest() {
            // What comes of it is drawn at once.
            return perform(request) ?? draw(wake)
        }
        session.show(canvas)
        return nil
    }

    /// Lets a command of the person's own have the terminal; what goes on by itself goes on meanwhile.
    private func run(_ command: OwnCommand, _ variables: [String: String]) {
        let own = ProcessInfo.processInfo.environment
        let shell = ShellRun(command: command.run, environment: OwnCommand.environment(own, with: variables))
        Task {
            let end = await session.handOver {
                await shell.perform()
            } thenSaying: { end in
                "gaze: \(command.name): \(end.words). Press any key to go back."
            }
            stack.notice = "\(command.name): \(end.words)"
            // It may have changed what is listed.
            workspace.catalogue.refresh()
        }
    }

    private func show(_ theme: Theme) {
        session.theme = theme
        shelf.current = theme
    }

    /// Takes the mouse, or gives it back, and remembers that.
    private func toggleMouse() {
        guard session.hasMouse else {
            stack.notice = "This terminal has no mouse: its type (TERM) knows of none."
            return
        }
        session.isMouseOn.toggle()
        mouse.keep(session.isMouseOn)
        stack.notice = MouseChoice.words(
            isOn: session.isMouseOn, key: stack.keys.name(of: .toggleMouse, in: .everywhere), configured: settings.mouse
        )
    }

    /// Does what a key or the mouse has asked of the program.
    ///
    /// - Returns: nil to go on.
    private func perform(_ effect: Effect?) -> End? {
        switch effect {
        case .quit: return .quit
        case .suspend: session.suspend()
        case .redraw: session.redraw()
        case .toggleMouse: toggleMouse()
        case .theme(let theme): show(theme)
        case .keepTheme(let theme):
            show(theme)
            themes.keep(theme)
            stack.notice = ThemeChoice.words(taking: theme.name, configured: settings.theme)
        case .copy(let text): copy(text)
        case .run(let command, let variables): run(command, variables)
        case nil: break
        }
        return nil
    }

    private func copy(_ text: String) {
        do throws(ClipboardError) {
            try session.copy(text)
            stack.notice = "Sent to the terminal's clipboard (OSC 52): \(Format.bytes(Int64(text.utf8.count)))."
        } catch {
            stack.notice = error.description
        }
    }

    /// - Returns: nil to go on.
    private func handle(_ event: Event) -> End? {
        switch event {
        case .hangup: return .hangup
        case .terminate: return .quit
        case .resized: return nil
        case .key(let key): return perform(stack.handle(key))
        case .mouse(let mouse): return perform(stack.handle(mouse))
        }
    }
}
