import Observation
import Synchronization

/// What is drawn, and told of once when something of it changes.
///
/// A drawing takes the place of the one before it: of what that has read nothing is told any more, and nothing is kept. An
/// observation otherwise stays until something that it has read changes, and all is drawn anew each second.
@MainActor
final class WatchedDrawing {
    /// What each drawing reads, and the next one changes: with that, the observation before is over everywhere.
    @Observable @MainActor final class Turn {
        var number = 0
    }

    private let turn = Turn()
    private let number = Number()

    /// The number of the last drawing, for those who are told of a change, wherever that is.
    private final class Number: Sendable {
        let value = Atomic(0)
    }

    /// Draws.
    ///
    /// - Parameters:
    ///   - body: reads what it draws.
    ///   - onChange: called once when any of that is about to change, unless something else has been drawn meanwhile.
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
