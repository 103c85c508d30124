import Observation
package import Terminal

/// The available themes, and the current one.
@Observable
@MainActor
package final class ThemeShelf {
    /// A theme, or the reason why it cannot be used.
    package struct Entry: Sendable {
        /// The name of the theme's file, without its extension.
        package var name: String
        /// The theme, or why it cannot be used.
        package var theme: Result<Theme, ThemeError>

        /// Creates an entry of a theme, or of the reason why it cannot be used.
        package init(name: String, theme: Result<Theme, ThemeError>) {
            self.name = name
            self.theme = theme
        }
    }

    /// The themes, sorted by name.
    package private(set) var entries: [Entry] = []
    /// Whether the themes are being read.
    package private(set) var isLoading = false
    /// The theme in use.
    @ObservationIgnored package var current: Theme
    private let read: @Sendable () async -> [Entry]
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Creates a shelf whose themes have not been read yet.
    ///
    /// - Parameters:
    ///   - current: The theme in use.
    ///   - read: Reads the themes' files, off the main actor.
    package init(current: Theme, read: @escaping @Sendable () async -> [Entry]) {
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
