import CNcurses
import Foundation

/// The terminal as a full screen that shows canvases and produces events.
///
/// There can be one session at a time. The terminal is restored by `end()`, by a crash (see `TerminalRestore`), and for the
/// duration of a suspension, so that it is always left as it was found.
///
/// ```swift
/// let session = try Session(theme: theme, monochrome: false)
/// defer { session.end() }
/// session.show(canvas)
/// for await event in session.events { … }
/// ```
@MainActor
package final class Session {
    /// The events, in order, for a single consumer.
    package let events: AsyncStream<Event>
    /// The characters that the locale can show.
    package let charset: Charset
    /// The theme in use. A change takes effect with the next canvas that is shown.
    package var theme: Theme

    private let tell: AsyncStream<Event>.Continuation
    /// Finishes once standard input is no longer watched.
    private let inputIsOver: AsyncStream<Void>
    private let tellInputIsOver: AsyncStream<Void>.Continuation
    private let screen: OpaquePointer
    private let signals: Int32
    private var painter: Painter
    private var keys = KeyReader()
    private var input: (any DispatchSourceRead)?
    private var signalled: (any DispatchSourceRead)?
    private var lostPasteEnd: Task<Void, Never>?
    private(set) var isOver = false
    /// Whether the terminal has been handed over.
    package internal(set) var isAway = false
    /// Called when any key is pressed, while only that is being waited for.
    var isAnyKey: (@MainActor () -> Void)?
    private var isInputPaused = false
    /// Whether the terminal has an alternate screen, and so restores its previous content afterwards.
    private let hasAlternateScreen: Bool

    /// Whether the terminal's terminfo entry describes a mouse.
    package let hasMouse: Bool
    /// Whether mouse events are reported; if not, the mouse selects text in the terminal.
    package var isMouseOn = false {
        didSet {
            guard isMouseOn != oldValue, !isOver else { return }
            send(isMouseOn ? ControlSequence.mouseOn : ControlSequence.mouseOff)
        }
    }
    private var clicks = ClickCounter()

    /// Takes over the terminal.
    ///
    /// - Parameters:
    ///   - theme: The theme to begin with.
    ///   - monochrome: Whether to use no colours, even if the terminal has some.
    /// - Throws: `SessionError` if there is no terminal, or none that can show a full screen.
    package init(theme: Theme, monochrome: Bool) throws(SessionError) {
        let name = ProcessInfo.processInfo.environment["TERM"] ?? ""
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        guard !name.isEmpty else { throw .unknownTerminal(name: "") }
        charset = .ofEnvironment()
        // Install the signal handlers first: ncurses then leaves those signals alone.
        TerminalRestore.keepSettings()
        guard let signals = TerminalRestore.watch() else { throw .notATerminal }
        set_escdelay(25)
        guard let screen = curses_begin() else {
            TerminalRestore.unwatch()
            close(signals)
            throw .unknownTerminal(name: name)
        }
        self.signals = signals
        self.screen = screen
        self.theme = theme
        painter = Painter(charset: charset, monochrome: monochrome)
        (inputIsOver, tellInputIsOver) = AsyncStream.makeStream()
        (events, tell) = AsyncStream.makeStream()
        guard Painter.capability("cup") != nil else {
            endwin()
            delscreen(screen)
            TerminalRestore.unwatch()
            close(signals)
            throw .incapableTerminal(name: name)
        }
        hasAlternateScreen = Painter.capability("rmcup") != nil
        let undo = ["sgr0", "cnorm", hasAlternateScreen ? "rmcup" : "clear"].compactMap(Painter.capability).joined()
        hasMouse = Painter.capability("kmous") != nil
        let off = (hasMouse ? ControlSequence.mouseOff : "") + ControlSequence.pasteOff
        TerminalRestore.keep(undo: Array((off + undo).utf8))
        raw()
        noecho()
        nonl()
        keypad(curses_stdscr(), true)
        nodelay(curses_stdscr(), true)
        KeyReader.prepare()
        begin()
        listen()
    }

    /// The current size of the terminal.
    package var size: Size {
        Size(rows: Int(curses_lines()), columns: Int(curses_columns()))
    }

    /// Shows a canvas. Only the differences from the current screen are sent to the terminal.
    package func show(_ canvas: Canvas) {
        guard !isOver, !isAway else { return }
        painter.paint(canvas, theme: theme)
        refresh()
    }

    /// Discards what is known about the screen, so that the next canvas is drawn completely.
    package func redraw() {
        painter.forget()
        clearok(curses_stdscr(), true)
    }

    /// Copies a text to the terminal's clipboard. The terminal does not report whether it has accepted it.
    ///
    /// - Throws: `ClipboardError` if the terminal has no clipboard, or the text is too long for it.
    package func copy(_ text: String) throws(ClipboardError) {
        guard !isOver else { return }
        let clipboard = Clipboard(environment: ProcessInfo.processInfo.environment)
        send(try clipboard.sequence(copying: text))
        refresh()
    }

    /// Suspends the program as Ctrl-Z does, and returns when it is continued.
    package func suspend() {
        guard !isOver, !isAway else { return }
        leave()
        TerminalRestore.stop()
        comeBack()
    }

    /// Restores the terminal, and stops handling signals. Further calls have no effect.
    package func end() {
        giveBack()
        guard let signalled else { return }
        signalled.cancel()
        self.signalled = nil
        TerminalRestore.unwatch()
        tell.finish()
    }

    private func giveBack() {
        guard !isOver else { return }
        isOver = true
        lostPasteEnd?.cancel()
        // A suspended dispatch source would never finish its cancellation.
        resumeInput()
        input?.cancel()
        isAnyKey?()
        leave()
        delscreen(screen)
    }

    /// Detaches from a terminal that is gone. Standard input, output and error are redirected to `/dev/null`, so that the
    /// program can continue without them. Signals are still reported until `end()`.
    package func letGo() async {
        giveBack()
        // A descriptor must not be reused while it is still being watched.
        for await _ in inputIsOver {}
        let nowhere = open("/dev/null", O_RDWR)
        // If that fails, reads and writes fail as they do on a terminal that is gone.
        guard nowhere >= 0 else { return }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(nowhere, descriptor) }
        if nowhere > STDERR_FILENO { close(nowhere) }
    }

    func begin() {
        painter.forget()
        clearok(curses_stdscr(), true)
        refresh()
        send(ControlSequence.pasteOn + (isMouseOn ? ControlSequence.mouseOn : ""))
    }

    func leave() {
        send((isMouseOn ? ControlSequence.mouseOff : "") + ControlSequence.pasteOff)
        if !hasAlternateScreen {
            // The previous content cannot be restored, but at least remove ours.
            erase()
            refresh()
        }
        curs_set(1)
        endwin()
    }

    func send(_ sequence: String) { ControlSequence.write(sequence, to: STDOUT_FILENO) }

    private func listen() {
        input = watch(STDIN_FILENO, { $0.readKeys() }, whenOver: { [tellInputIsOver] in tellInputIsOver.finish() })
        // Close the pipe only once it is no longer watched: another file could get its number and be watched in its place.
        signalled = watch(signals, { $0.readSignals() }, whenOver: { [signals] in close(signals) })
    }

    private func watch(
        _ descriptor: Int32, _ act: @escaping @MainActor (Session) -> Void,
        whenOver end: (@Sendable () -> Void)? = nil
    ) -> any DispatchSourceRead {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in
            // The main queue runs on the main actor.
            MainActor.assumeIsolated {
                guard let self else { return }
                act(self)
            }
        }
        source.setCancelHandler(handler: end)
        source.resume()
        return source
    }

    /// Stops reading input, which is left to the program that has the terminal.
    func pauseInput() {
        guard !isInputPaused else { return }
        isInputPaused = true
        input?.suspend()
    }

    func resumeInput() {
        guard isInputPaused else { return }
        isInputPaused = false
        input?.resume()
    }

    /// Reads and discards input while waiting for any key.
    private func readAnyKey() {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { hangUp() }
        if count >= 0 || (errno != EAGAIN && errno != EINTR) { isAnyKey?() }
    }

    private func readKeys() {
        guard !isOver else { return }
        guard isAnyKey == nil else { return readAnyKey() }
        guard !isAway else { return }
        var sawEvent = false
        while let event = keys.next() {
            sawEvent = true
            if case .mouse(let mouse) = event {
                tell.yield(.mouse(clicks.counted(mouse, at: .now)))
            } else {
                tell.yield(event)
            }
        }
        lostPasteEnd?.cancel()
        if !sawEvent, Self.isGone(STDIN_FILENO) {
            hangUp()
        } else if keys.isPasting {
            lostPasteEnd = Task { [weak self] in await self?.waitForPaste() }
        }
    }

    /// Delivers what has been received of a paste that pauses, and ends one whose end mark is lost: later keys must not all become
    /// part of the paste.
    ///
    /// Only silence indicates a lost mark, as nothing else needs to follow. On a bad line the rest of a paste may be seconds late,
    /// and must not be taken for keys. Further input cancels this task.
    private func waitForPaste() async {
        do {
            try await Task.sleep(for: .seconds(1))
            if let piece = keys.takePaste() { tell.yield(.key(piece)) }
            try await Task.sleep(for: .seconds(9))
            _ = keys.endPaste()
        } catch {
            // More input has arrived.
        }
    }

    private static func isGone(_ descriptor: Int32) -> Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&state, 1, 0) > 0 else { return false }
        if Int32(state.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
        var waiting: Int32 = 0
        return ioctl(descriptor, UInt(FIONREAD), &waiting) != 0 || waiting == 0
    }

    private func hangUp() {
        input?.cancel()
        tell.yield(.hangup)
    }

    private func readSignals() {
        var byte: UInt8 = 0
        while read(signals, &byte, 1) == 1 {
            switch Int32(byte) {
            case SIGWINCH: resize()
            case SIGCONT: comeBack()
            case SIGTSTP: suspend()
            case SIGHUP: hangUp()
            default: tell.yield(.terminate)
            }
        }
    }

    /// Takes over the terminal again after the process was stopped, possibly unnoticed by SIGSTOP: the shell has since used it
    /// with its own settings.
    private func comeBack() {
        guard !isOver, !isAway else { return }
        reset_prog_mode()
        begin()
        resize()
    }

    func resize() {
        guard !isOver else { return }
        var window = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 {
            resizeterm(Int32(window.ws_row), Int32(window.ws_col))
        }
        if !isAway { redraw() }
        tell.yield(.resized)
    }
}
