import Observation
import Synchronization

/// A drawing that reports once when something it has read changes.
///
/// A new drawing replaces the previous one, whose changes are no longer reported. Otherwise, each change reported for an old
/// drawing would cause another drawing to be made and observed, so that every redraw, once a second, would add one more drawing
/// to each later change.
final class WatchedDrawing: Sendable {
    private let number = Atomic(0)

    /// Draws, and observes what the drawing reads.
    ///
    /// - Parameters:
    ///   - body: draws, reading observable state.
    ///   - onChange: called once when any of that state is about to change, unless something else has been drawn meanwhile.
    @MainActor
    func draw<Drawing>(_ body: () -> Drawing, onChange: @escaping @Sendable () -> Void) -> Drawing {
        let number = self.number.add(1, ordering: .relaxed).newValue
        return withObservationTracking(body) { [self] in
            if self.number.load(ordering: .relaxed) == number { onChange() }
        }
    }
}
