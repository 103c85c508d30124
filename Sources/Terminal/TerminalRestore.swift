import Foundation

/// Restores the terminal when the program crashes, and passes ordinary signals to the session.
///
/// A crash handler may only call functions that POSIX lists as async-signal-safe, so it cannot use ncurses. The terminal's
/// settings and the bytes that leave the full screen are therefore prepared in advance. The handler only calls `tcsetattr` and
/// `write`, and then lets the default action happen, so that the exit status and the core dump are correct.
@MainActor
enum TerminalRestore {
    /// The signals of a crash, and SIGQUIT, which requests a core dump.
    private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT]
    /// The signals that are passed to the session.
    private static let events = [SIGWINCH, SIGTSTP, SIGCONT, SIGHUP, SIGTERM, SIGINT]

    /// Saves the terminal's settings, before anything changes them.
    static func keepSettings() {
        tcgetattr(STDIN_FILENO, savedSettings)
        undoCount = 0
    }

    /// Saves the bytes that leave the full screen.
    static func keep(undo: [UInt8]) {
        for (index, byte) in undo.prefix(undoCapacity).enumerated() { undoBytes[index] = byte }
        undoCount = min(undo.count, undoCapacity)
    }

    /// Starts to handle signals.
    ///
    /// - Returns: A descriptor that yields one byte with the number of each signal; nil if no pipe can be created.
    static func watch() -> Int32? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        signalPipe = ends[1]
        for number in events { install(number) { tell($0) } }
        // After a stack overflow there is no room for the handler, so give the main thread an alternate stack for it.
        var stack = stack_t(ss_sp: crashStack, ss_flags: 0, ss_size: crashStackSize)
        sigaltstack(&stack, nil)
        for number in crashes { install(number, flags: SA_ONSTACK) { restoreAndDie($0) } }
        return ends[0]
    }

    /// Stops handling signals and restores their default actions, except for SIGHUP. The caller must close the descriptor that
    /// `watch` returned.
    static func unwatch() {
        // When a terminal goes away, that is noticed before its SIGHUP arrives, and the end of its session may cause another:
        // neither may interrupt the program's last work. An empty handler is used and not SIG_IGN, which other programs would
        // inherit.
        install(SIGHUP) { _ in }
        for number in events + crashes where number != SIGHUP { signal(number, SIG_DFL) }
        close(signalPipe)
        signalPipe = -1
    }

    /// Stops the process as Ctrl-Z does, and returns when it is continued.
    static func stop() {
        // Stop the rest of the process group first, while this process ignores the signal, and then this thread, so that
        // nothing below runs before the shell's `fg`.
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

    /// Leaves the keyboard's signals to another program in the terminal, as `system(3)` does, since they are sent to the whole
    /// process group. Ctrl-Z stops this program along with the other.
    static func stepAside() {
        for number in [SIGINT, SIGQUIT] { signal(number, SIG_IGN) }
        signal(SIGTSTP, SIG_DFL)
    }

    /// Handles those signals again.
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

// State for the signal handlers. It is written on the main actor before they are installed, or is a plain integer that is
// written by single stores. The handlers never write to it.
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
