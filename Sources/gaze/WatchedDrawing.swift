import Observation
import Synchronization

/// A drawing that reports once when something it has read changes.
///
/// A new drawing replaces the previous one, whose changes are no longer reported and whose observation is discarded. Without that,
/// an observation would stay until something it has read changes; as everything is redrawn once a second, they would pile up.
@MainActor
final class WatchedDrawing {
    /// The state that each drawing reads and the next one changes, which ends the previous observation everywhere.
    @Observable @MainActor final class Turn {
        var number = 0
    }

    /// The number of the last drawing, readable from wherever a change is reported.
    private final class Number: Sendable {
        let value = Atomic(0)
    }

    private let turn = Turn()
    private let number = Number()

    /// Draws, and observes what the drawing reads.
    ///
    /// - Parameters:
    ///   - body: draws, reading observable state.
    ///   - onChange: called once when any of that state is about to change, unless something else has been drawn meanwhile.
    func draw<Drawing>(_ body: () -> Drawing, onChange: @escaping @Sendable () -> Void) -> Drawing {
        let own = number.value.add(1, ordering: .relaxed).newValue
        turn.number = own
        return withObservationTracking {
            _ = turn.number
            return body()
        } onChange: { [number] in
            if number.value.load(ordering: .relaxed) == own { onChange() }
        }
    }
}
