import Observation
import Synchronization

/// What is drawn, and told of once when something of it changes.
///
/// Whatever is drawn takes the place of what was drawn before: changes of that are told no longer. Each of them would be drawn
/// again, and watched from then on; so each second, in which all is drawn anew, would add a drawing to every change after it.
final class WatchedDrawing: Sendable {
    private let number = Atomic(0)

    /// Draws.
    ///
    /// - Parameters:
    ///   - body: reads what it draws.
    ///   - onChange: called once when any of that is about to change, unless something else has been drawn meanwhile.
    @MainActor
    func draw<Drawing>(_ body: () -> Drawing, onChange: @escaping @Sendable () -> Void) -> Drawing {
        let number = self.number.add(1, ordering: .relaxed).newValue
        return withObservationTracking(body) { [self] in
            if self.number.load(ordering: .relaxed) == number { onChange() }
        }
    }
}
