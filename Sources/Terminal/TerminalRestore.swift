import Foundation

/// Gives the terminal back when the program crashes, and hands ordinary signals to the session.
///
/// A crash leaves no time for ncurses: the handler may only call what POSIX lists as async-signal-safe. So the terminal's
/// settings and the bytes that undo the full screen are kept ready, and the handler does `tcsetattr` and `write`, nothing
/// else, before the default action takes its course (so that exit status and core dump tell the truth).
@MainActor
enum TerminalRestore {
    /// Signals by which a program ends itself unasked, and SIGQUIT, which asks for a core dump.
    private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT]
    /// Signals that the session is told about.
    private static let events = [SIGWINCH, SIGTSTP, SIGCONT, SIGHUP, SIGTERM, SIGINT]

    /// Keeps what the terminal is now, before anything changes it.
    static func keepSettings() {
        tcgetattr(STDIN_FILENO, savedSettings)
        undoCount = 0
    }

    /// Keeps the bytes that undo the full screen.
    static func keep(undo: [UInt8]) {
        for (index, byte) in undo.prefix(undoCapacity).enumerated() { undoBytes[index] = byte }
        undoCount = min(undo.count, undoCapacity)
    }

    /// Begins to watch signals.
    ///
    /// - Returns: a descriptor from which each signal that came can be read, a byte each; nil where there are no pipes left.
    static func watch() -> Int32? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        signalPipe = ends[1]
        for number in events { install(number) { tell($0) } }
        // A stack overflow leaves no stack for the handler, so the main thread gets one for it.
        var stack = stack_t(ss_sp: crashStack, ss_flags: 0, ss_size: crashStackSize)
        sigaltstack(&stack, nil)
        for number in crashes { install(number, flags: SA_ONSTACK) { restoreAndDie($0) } }
        return ends[0]
    }

    /// Stops watching: every signal but SIGHUP has its default action again. The descriptor that `watch` gave is its owner's
    /// to close.
    static func unwatch() {
        // A terminal that goes away is seen before its SIGHUP comes, and again by that of whoever ends it: neither may cut off
        // what the program does last. A handler, and not SIG_IGN, since that would be handed on to other programs.
        install(SIGHUP) { _ in }
        for number in events + crashes where number != SIGHUP { signal(number, SIG_DFL) }
        close(signalPipe)
        signalPipe = -1
    }

    /// Stops the process as Ctrl-Z does, and returns when it is continued.
    static func stop() {
        // The rest of the process group first, while our own handler keeps this process running; then this thread, so
        // that nothing after this line runs before the shell has said `fg`.
        signal(SIGTSTP, SIG_IGN)
        kill(0, SIGTSTP)
        signal(SIGTSTP, SIG_DFL)
        // The threads that run the main queue block signals.
        var stop = sigset_t()
        var before = sigset_t()
        sigemptyset(&stop)
        sigaddset(&stop, SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stop, &before)
        raise(SIGTSTP)
        pthread_sigmask(SIG_SETMASK, &before, nil)
        install(SIGTSTP) { tell($0) }
    }

    /// Leaves the signals of the keyboard to another program in the terminal, as `system(3)` does: they come to the whole
    /// process group. Ctrl-Z stops this program with the other.
    static func stepAside() {
        for number in [SIGINT, SIGQUIT] { signal(number, SIG_IGN) }
        signal(SIGTSTP, SIG_DFL)
    }

    /// Hears those signals again.
    static func stepBack() {
        for number in [SIGINT, SIGTSTP] { install(number) { tell($0) } }
        install(SIGQUIT, flags: SA_ONSTACK) { restoreAndDie($0) }
    }

    private static func install(_ number: Int32, flags: Int32 = 0, _ handler: @escaping @convention(c) (Int32) -> Void)
    {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = flags | SA_RESTART
        sigaction(number, &action, nil)
    }
}

// What the handlers read. It is written on the main actor before the handlers are installed, or is a plain integer whose
// writes are single stores; handlers never write it.
private nonisolated(unsafe) let savedSettings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
private let undoCapacity = 256
private nonisolated(unsafe) let undoBytes = UnsafeMutablePointer<UInt8>.allocate(capacity: undoCapacity)
private nonisolated(unsafe) var undoCount = 0
private nonisolated(unsafe) var signalPipe: Int32 = -1
private let crashStackSize = 65_536
private nonisolated(unsafe) let crashStack = UnsafeMutableRawPointer.allocate(byteCount: crashStackSize, alignment: 16)

private func tell(_ number: Int32) {
    let before = errno
    var byte = UInt8(truncatingIfNeeded: number)
    write(signalPipe, &byte, 1)
    errno = before
}

private func restoreAndDie(_ number: Int32) {
    write(STDOUT_FILENO, undoBytes, undoCount)
    tcsetattr(STDIN_FILENO, TCSANOW, savedSettings)
    signal(number, SIG_DFL)
    raise(number)
}
