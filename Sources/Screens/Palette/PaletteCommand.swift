/// A command of the command palette that no key requests: it takes an argument, or is available everywhere.
enum PaletteCommand: String, CaseIterable, Hashable, Sendable {
    case theme, filter, sort, view, open, config, tour, quit

    /// The placeholder for its argument; nil if it takes none.
    var argument: String? {
        switch self {
        case .theme, .view: "NAME"
        case .filter: "TEXT"
        case .sort: "KEY [desc]"
        case .open: "NAME-OR-ID"
        case .config, .tour, .quit: nil
        }
    }

    /// What it does, for the list, the help and the README.
    var meaning: String {
        switch self {
        case .theme: "show a theme while one looks for it, and take it"
        case .filter: "list only what is wanted, as the line after / does"
        case .sort: "order the list by a key of the service's"
        case .view: "look at the list as a saved view says"
        case .open: "open an image, whether or not it is in the list"
        case .config: "every line of config.yaml that is wrong, and why"
        case .tour: "a tour of a minute through the screens"
        case .quit: "leave gaze"
        }
    }

    /// Its name and argument, as they are typed.
    var usage: String { argument.map { "\(rawValue) \($0)" } ?? rawValue }

    /// Whether it only applies to the list of images.
    var isOfList: Bool { [.filter, .sort, .view].contains(self) }

    /// Returns the command and the argument of a line; nil if the line is not a command with an argument.
    static func parse(_ line: String) -> (command: PaletteCommand, argument: String)? {
        guard let space = line.firstIndex(of: " "), let command = PaletteCommand(rawValue: String(line[..<space])),
            command.argument != nil
        else { return nil }
        return (command, String(line[line.index(after: space)...]))
    }
}
