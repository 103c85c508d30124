/// The commands that were run since gaze started.
@MainActor
final class PaletteHistory {
    /// The lines, the most recent first.
    private(set) var lines: [String] = []
    private static let limit = 100

    /// Puts a line first, and removes earlier occurrences of it.
    func add(_ line: String) {
        lines = Array(([line] + lines.filter { $0 != line }).prefix(Self.limit))
    }
}
