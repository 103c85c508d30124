import CNcurses
import Foundation
import Testing

@testable import Terminal

/// A pseudo-terminal with ncurses on one side and a test, which types and reads, on the other.
///
/// ncurses keeps its screen in globals: the body runs on the main actor in one piece, so there is one at a time.
@MainActor
struct PseudoTerminal {
    private let keyboard: Int32
    private let line: Int32
    private let screen: Int32

    /// Begins ncurses as a session does, runs the body, and ends it.
    ///
    /// - Parameter locale: the rules by which bytes are characters, for this thread and this time alone.
    static func use<Result>(
        type: String = "xterm-256color", locale: String = "C.UTF-8", _ body: (PseudoTerminal) throws -> Result
    ) throws -> Result {
        let rules = try #require(newlocale(LC_CTYPE_MASK, locale, nil), "there is no locale \(locale)")
        let before = uselocale(rules)
        defer {
            uselocale(before)
            freelocale(rules)
        }
        var (keyboard, line): (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        let isOpen = openpty(&keyboard, &line, nil, nil, &size) == 0
        try #require(isOpen, "no pseudo-terminal is free")
        defer { close(keyboard) }
        let input = try #require(fdopen(line, "r"))
        defer { fclose(input) }
        let output = try #require(fdopen(dup(line), "w"))
        defer { fclose(output) }
        let screen = try #require(
            newterm(type, output, input), "the terminal type \(type) is not known; install ncurses-term")
        defer { delscreen(screen) }
        raw()
        noecho()
        nonl()
        set_escdelay(25)
        keypad(curses_stdscr(), true)
        nodelay(curses_stdscr(), true)
        defer { endwin() }
        return try body(PseudoTerminal(keyboard: keyboard, line: fileno(input), screen: fileno(output)))
    }

    /// Types bytes and returns when they have arrived; no more than 1000, which a terminal's line can hold.
    func type(_ bytes: some Collection<UInt8>) throws {
        let waiting = arrived
        try #require(write(keyboard, Array(bytes), bytes.count) == bytes.count)
        let deadline = ContinuousClock.now + .seconds(30)
        while arrived < waiting + bytes.count {
            try #require(ContinuousClock.now < deadline, "what was typed did not arrive")
            sched_yield()
        }
    }

    /// Sends a sequence past ncurses, as a session does.
    func send(_ sequence: String) { ControlSequence.write(sequence, to: screen) }

    /// Everything that ncurses has written since the last call.
    func written() throws -> String {
        // A byte that ncurses does not write: all that was written before it is there when it is.
        try #require(write(screen, [0], 1) == 1)
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(keyboard, &byte, 1) == 1, byte != 0 { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private var arrived: Int {
        var count: Int32 = 0
        return ioctl(line, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }
}
