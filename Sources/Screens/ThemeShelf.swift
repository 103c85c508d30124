public import Observation
public import Terminal

/// The available themes, and the current one.
@Observable
@MainActor
public final class ThemeShelf {
    /// A theme, or the reason why it cannot be used.
    public struct Entry: Sendable {
        /// The name of the theme's file, without its extension.
        public var name: String
        /// The theme, or why it cannot be used.
        public var theme: Result<Theme, ThemeError>

        /// Creates an entry of a theme, or of the reason why it cannot be used.
        public init(name: String, theme: Result<Theme, ThemeError>) {
            self.name = name
            self.theme = theme
        }
    }

    /// The themes, sorted by name.
    public private(set) var entries: [Entry] = []
    /// Whether the themes are being read.
    public private(set) var isLoading = false
    /// The theme in use.
    @ObservationIgnored public var current: Theme
    private let read: @Sendable () async -> [Entry]
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Creates a shelf whose themes have not been read yet.
    ///
    /// - Parameters:
    ///   - current: The theme in use.
    ///   - read: Reads the themes' files, off the main actor.
    public init(current: Theme, read: @escaping @Sendable () async -> [Entry]) {
        self.current = current
        self.read = read
    }

    isolated deinit { task?.cancel() }

    /// What to say if no theme files are found: why, and how to install some.
    static let absence =
        "gaze shows itself in the terminal's own colours. Where only the program was copied here, copy the package's folder "
        + "themes/ too: to ~/.config/gaze/themes, or to share/gaze/themes beside the program's folder bin."

    /// Reads the themes again, to include files written in the meantime.
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
