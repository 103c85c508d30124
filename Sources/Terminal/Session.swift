import CNcurses
import Foundation

/// The terminal as a full screen: canvases go in, events come out.
///
/// One session at a time. It is given back by `end()`, by a crash (see `TerminalRestore`), and for the time of a
/// suspension; whatever happens, the terminal is left as it was found.
///
/// ```swift
/// let session = try Session(theme: theme, monochrome: false)
/// defer { session.end() }
/// session.show(canvas)
/// for await event in session.events { … }
/// ```
@MainActor
public final class Session {
    /// What happens, in order. One reader.
    public let events: AsyncStream<Event>
    /// What characters the locale can show.
    public let charset: Charset
    /// The colours in force; `show` uses them from the next canvas on.
    public var theme: Theme

    private let tell: AsyncStream<Event>.Continuation
    /// Ends when standard input is no longer watched.
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
    /// Whether something else has the terminal.
    public internal(set) var isAway = false
    /// Told that a key was pressed, whatever it was, where that is all that is waited for.
    var isAnyKey: (@MainActor () -> Void)?
    private var isInputPaused = false
    /// Whether the terminal keeps what was on the screen before, and shows it again afterwards.
    private let hasAlternateScreen: Bool

    /// Whether the terminal's description knows of a mouse.
    public let hasMouse: Bool
    /// Whether the mouse is ours; while it is not, the terminal selects text with it.
    public var isMouseOn = false {
        didSet {
            guard isMouseOn != oldValue, !isOver else { return }
            send(isMouseOn ? ControlSequence.mouseOn : ControlSequence.mouseOff)
        }
    }
    private var clicks = ClickCounter()

    /// Takes the terminal over.
    ///
    /// - Parameter monochrome: no colours, whatever the terminal has.
    /// - Throws: `SessionError` where there is no terminal, or none that can show a full screen.
    public init(theme: Theme, monochrome: Bool) throws(SessionError) {
        let name = ProcessInfo.processInfo.environment["TERM"] ?? ""
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
        guard !name.isEmpty else { throw .unknownTerminal(name: "") }
        charset = .ofEnvironment()
        // Handlers first: ncurses then leaves the signals alone.
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

    /// The size of the terminal now.
    public var size: Size {
        Size(rows: Int(curses_lines()), columns: Int(curses_columns()))
    }

    /// Shows a canvas; only what differs from the screen is sent to the terminal.
    public func show(_ canvas: Canvas) {
        guard !isOver, !isAway else { return }
        painter.paint(canvas, theme: theme)
        refresh()
    }

    /// Forgets what is on the screen, so that the next canvas is drawn whole.
    public func redraw() {
        painter.forget()
        clearok(curses_stdscr(), true)
    }

    /// Puts a text into the clipboard of the terminal. Whether the terminal has taken it, it does not say.
    ///
    /// - Throws: `ClipboardError` where it cannot.
    public func copy(_ text: String) throws(ClipboardError) {
        guard !isOver else { return }
        let clipboard = Clipboard(environment: ProcessInfo.processInfo.environment)
        send(try clipboard.sequence(copying: text))
        refresh()
    }

    /// Gives the terminal to the shell, as Ctrl-Z does, and returns when the program is continued.
    public func suspend() {
        guard !isOver, !isAway else { return }
        leave()
        TerminalRestore.stop()
        comeBack()
    }

    /// Gives the terminal back, and hears no more signals. Further calls do nothing.
    public func end() {
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
        // One that is paused would never end.
        resumeInput()
        input?.cancel()
        isAnyKey?()
        leave()
        delscreen(screen)
    }

    /// Lets go of a terminal that is gone: standard input, output and errors lead nowhere from then on, so that the program
    /// can go on without them. Signals are told of until the end.
    public func letGo() async {
        giveBack()
        // A descriptor must not get another meaning while it is watched.
        for await _ in inputIsOver {}
        let nowhere = open("/dev/null", O_RDWR)
        // Without it, what is read and written fails, as it does on a terminal that is gone.
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
            // What was on the screen before cannot be brought back; what we drew is not left lying about either.
            erase()
            refresh()
        }
        curs_set(1)
        endwin()
    }

    func send(_ sequence: String) { ControlSequence.write(sequence, to: STDOUT_FILENO) }

    private func listen() {
        input = watch(STDIN_FILENO, { $0.readKeys() }, whenOver: { [tellInputIsOver] in tellInputIsOver.finish() })
        // The pipe is closed when nobody watches it any more: whatever had its number next would be watched in its place.
        signalled = watch(signals, { $0.readSignals() }, whenOver: { [signals] in close(signals) })
    }

    private func watch(
        _ descriptor: Int32, _ act: @escaping @MainActor (Session) -> Void,
        whenOver end: (@Sendable () -> Void)? = nil
    ) -> any DispatchSourceRead {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in
            // The main queue is the main actor's.
            MainActor.assumeIsolated {
                guard let self else { return }
                act(self)
            }
        }
        source.setCancelHandler(handler: end)
        source.resume()
        return source
    }

    /// Leaves what is typed to whoever has the terminal.
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

    /// Reads what was typed for nobody.
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

    /// Hands on what has come of a paste that pauses, and ends one whose end mark is lost: a terminal that forgets it must not keep
    /// every later key in the paste.
    ///
    /// Only silence tells that the mark is lost: nothing else follows. On a bad line the rest of a paste may be seconds late, and
    /// must not be taken for keys. A byte that comes calls this off.
    private func waitForPaste() async {
        do {
            try await Task.sleep(for: .seconds(1))
            if let piece = keys.takePaste() { tell.yield(.key(piece)) }
            try await Task.sleep(for: .seconds(9))
            _ = keys.endPaste()
        } catch {
            // More has come.
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

    /// Takes the terminal again after a stop, of which one by SIGSTOP could not be heard: the shell has had it meanwhile, with
    /// settings of its own.
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
