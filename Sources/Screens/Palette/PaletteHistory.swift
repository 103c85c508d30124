/// What was run by the line of commands since gaze was started.
@MainActor
final class PaletteHistory {
    /// The lines, the last one first.
    private(set) var lines: [String] = []
    private static let limit = 100

    /// Puts a line before all others.
    func add(_ line: String) {
        lines = Array(([line] + lines.filter { $0 != line }).prefix(Self.limit))
    }
}
