import ArgumentParser
import Clouds
import Foundation
import ImageModel
import Screens
import Terminal
import ViewModels

/// The terminal program: connects a terminal, the screens and an image service, and runs until the user quits.
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
    private let choices = ChoiceWrites()

    /// Runs gaze in the terminal.
    ///
    /// - Parameter lingers: whether to finish running transfers after the terminal has gone away.
    /// - Throws: `CloudError`, `ThemeError` or `SessionError`, before the screen is taken over; the caller prints them.
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
            await application.choices.finish()
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

    /// An event that wakes the loop.
    private enum Wake {
        case event(Event)
        /// A model shown on the screen has changed.
        case change
        /// A second has passed, so times shown relative to now are out of date.
        case tick
        /// The work that continued without a terminal is finished.
        case finished
    }

    /// The reason for leaving the loop.
    private enum End {
        /// The user quit, or the process was asked to terminate.
        case quit
        /// The terminal is gone.
        case hangup
    }

    /// Finishes the running transfers without a terminal; a request to terminate ends them early.
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
            // A hangup may be reported more than once, and nothing is displayed anymore.
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

    /// Draws the current screen, and wakes the loop once when anything on it changes.
    ///
    /// - Returns: why the loop should end; nil to continue.
    @discardableResult
    private func draw(_ wake: AsyncStream<Wake>.Continuation) -> End? {
        // The screen is drawn when the session returns from the background command.
        guard !session.isAway else { return nil }
        let canvas = drawing.draw {
            stack.draw(size: session.size, charset: session.charset, now: Date())
        } onChange: {
            wake.yield(.change)
        }
        if let request = stack.takeRequest() {
            // The effect of the request is drawn immediately.
            return perform(request) ?? draw(wake)
        }
        session.show(canvas)
        return nil
    }

    /// Hands the terminal over to one of the user's own commands; background work continues meanwhile.
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
            // The command may have changed the images listed.
            workspace.catalogue.refresh()
        }
    }

    private func show(_ theme: Theme) {
        session.theme = theme
        shelf.current = theme
    }

    /// Turns mouse support on or off, and remembers the choice.
    private func toggleMouse() {
        guard session.hasMouse else {
            stack.notice = "This terminal has no mouse: its type (TERM) knows of none."
            return
        }
        session.isMouseOn.toggle()
        choices.add { [mouse, isOn = session.isMouseOn] in mouse.keep(isOn) }
        stack.notice = MouseChoice.words(
            isOn: session.isMouseOn, key: stack.keys.name(of: .toggleMouse, in: .everywhere), configured: settings.mouse
        )
    }

    /// Performs an effect that a key or the mouse has requested of the program.
    ///
    /// - Returns: why the loop should end; nil to continue.
    private func perform(_ effect: Effect?) -> End? {
        switch effect {
        case .quit: return .quit
        case .suspend: session.suspend()
        case .redraw: session.redraw()
        case .toggleMouse: toggleMouse()
        case .theme(let theme): show(theme)
        case .keepTheme(let theme):
            show(theme)
            choices.add { [themes] in themes.keep(theme) }
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

    /// Passes a terminal event on to the screens.
    ///
    /// - Returns: why the loop should end; nil to continue.
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
