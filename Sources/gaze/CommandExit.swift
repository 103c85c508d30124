/// How a command ends where it fails, by the kind of failure. The numbers are those of sysexits.h, as far as it has one that
/// fits. A signal ends it with 128 and its number, as shells have it.
protocol CommandExit: RawRepresentable<Int32>, CaseIterable {
    /// What it means that nothing has failed.
    static var done: String { get }
    /// What the number means.
    var meaning: String { get }
}

extension CommandExit {
    /// What signals end it with, after 130.
    static var signals: String { "called off by ^C; 129 by SIGHUP, 141 where nobody reads, 143 by SIGTERM" }

    /// The word for it in a line of JSON.
    var word: String { String(describing: self) }

    /// All ends with what they say, for the help, the manual and the README.
    static var meanings: [(status: Int, words: String)] {
        [(0, done)] + allCases.map { (Int($0.rawValue), $0.meaning) } + [(130, signals)]
    }

    /// The same as lines of the help.
    static var table: String {
        meanings.map { number, words in
            "  " + String(repeating: " ", count: 3 - "\(number)".count) + "\(number)  \(words)"
        }.joined(separator: "\n")
    }
}
