import Foundation

/// What a terminal is told past ncurses.
enum ControlSequence {
    /// Presses and the wheel (1000), told by numbers of any size (1006).
    static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
    /// A paste comes in brackets, so that it is told from what is typed.
    static let pasteOn = "\u{1B}[?2004h"
    static let pasteOff = "\u{1B}[?2004l"

    /// Writes a sequence to a terminal, past ncurses, which keeps nothing back between two refreshes.
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
                // A terminal that is gone is told of by another way.
                return
            }
        }
    }
}
