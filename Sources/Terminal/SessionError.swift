/// Why a terminal cannot be used.
package enum SessionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Standard input or output is not a terminal.
    case notATerminal
    /// `TERM` is not set, or the terminal database does not know it.
    case unknownTerminal(name: String)
    /// The terminal cannot place its cursor.
    case incapableTerminal(name: String)

    /// What happened, why, and what to do next.
    package var description: String {
        switch self {
        case .notATerminal:
            "gaze needs a terminal, and standard input or output is not one. Run it in a terminal (over SSH: ssh -t)."
        case .unknownTerminal(let name):
            name.isEmpty
                ? "gaze cannot tell what terminal this is: TERM is not set. Set it, for example TERM=xterm-256color."
                : "The terminal type “\(name)” (TERM) is not known here. Install its description (Debian: ncurses-term), "
                    + "or set TERM=xterm-256color."
        case .incapableTerminal(let name):
            "The terminal type “\(name)” (TERM) cannot place its cursor, which full screens need. Set TERM to what the "
                + "terminal really is, for example xterm-256color."
        }
    }
}
