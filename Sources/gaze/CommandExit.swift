/// The exit statuses of a command that fails, by the kind of failure. The numbers are those of sysexits.h where it has one that
/// fits. A command ended by a signal exits with 128 plus the signal's number, as in a shell.
protocol CommandExit: RawRepresentable<Int32>, CaseIterable {
    /// The meaning of status 0: nothing has failed.
    static var done: String { get }
    /// The meaning of this status.
    var meaning: String { get }
}

extension CommandExit {
    /// The statuses of commands ended by signals, listed after 130.
    static var signals: String { "cancelled by ^C; 129 by SIGHUP, 141 if the reader is gone, 143 by SIGTERM" }

    /// The name of the status in a line of JSON.
    var word: String { String(describing: self) }

    /// All statuses with their meanings, for the help, the manual page and the README.
    static var meanings: [(status: Int, words: String)] {
        [(0, done)] + allCases.map { (Int($0.rawValue), $0.meaning) } + [(130, signals)]
    }

    /// The statuses and their meanings as lines of the help.
    static var table: String {
        meanings.map { number, words in
            "  " + String(repeating: " ", count: 3 - "\(number)".count) + "\(number)  \(words)"
        }.joined(separator: "\n")
    }
}
