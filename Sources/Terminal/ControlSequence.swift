import Foundation

/// Control sequences that are sent to the terminal directly, not through ncurses.
enum ControlSequence {
    /// Report button presses and the wheel (mode 1000), with coordinates of any size (mode 1006).
    static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
    /// Enclose pasted text in brackets, to distinguish it from typed text.
    static let pasteOn = "\u{1B}[?2004h"
    static let pasteOff = "\u{1B}[?2004l"

    /// Writes a sequence to a terminal directly. This is safe, as ncurses buffers nothing between refreshes.
    static func write(_ sequence: String, to terminal: Int32) {
        var rest = Array(sequence.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(terminal, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                var state = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
                poll(&state, 1, -1)
            } else if count == 0 || errno != EINTR {
                // The loss of the terminal is reported elsewhere.
                return
            }
        }
    }
}
