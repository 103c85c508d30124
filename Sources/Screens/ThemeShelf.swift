public import Observation
public import Terminal

/// The themes there are, and the one that is shown.
@Observable
@MainActor
public final class ThemeShelf {
    /// A theme by its name, or why it cannot be used.
    public struct Entry: Sendable {
        /// What its file is called, without the ending.
        public var name: String
        /// The theme.
        public var theme: Result<Theme, ThemeError>

        /// A theme, or why there is none.
        public init(name: String, theme: Result<Theme, ThemeError>) {
            self.name = name
            self.theme = theme
        }
    }

    /// The themes, by their names.
    public private(set) var entries: [Entry] = []
    /// Whether they are being read.
    public private(set) var isLoading = false
    /// The theme that is shown.
    @ObservationIgnored public var current: Theme
    private let read: @Sendable () async -> [Entry]
    @ObservationIgnored private var task: Task<Void, Never>?

    /// A shelf that has not been looked at yet.
    ///
    /// - Parameter read: reads the files, off the main actor.
    public init(current: Theme, read: @escaping @Sendable () async -> [Entry]) {
        self.current = current
        self.read = read
    }

    isolated deinit { task?.cancel() }

    /// What is said where there are no files of themes, and how to come by some.
    static let absence =
        "gaze shows itself in the terminal's own colours. Where only the program was copied here, copy the package's folder "
        + "themes/ too: to ~/.config/gaze/themes, or to share/gaze/themes beside the program's folder bin."

    /// Reads the themes anew, so that a file that was written a moment ago counts.
    func load() {
        task?.cancel()
        isLoading = true
        task = Task { [weak self, read] in
            let entries = await read()
            guard !Task.isCancelled else { return }
            self?.entries = entries
            self?.isLoading = false
        }
    }
}
