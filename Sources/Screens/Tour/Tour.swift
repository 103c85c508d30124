/// A guided tour through the screens in about a minute. It says what to do next, but presses no keys itself.
struct Tour: Sendable {
    /// The steps, in order.
    let steps: [TourStep]
    /// The index of the current step; the number of steps once the tour is over.
    private(set) var number = 0

    /// Creates a tour for a key table.
    init(_ keys: KeyTable) {
        steps = TourStep.all(keys)
    }

    /// What the tour knows about the screens.
    struct Sight: Hashable, Sendable {
        /// The place of the screen on top.
        var place: Place
        /// Whether the list has images.
        var hasImages: Bool
    }

    /// The current step; nil once the tour is over.
    var step: TourStep? { steps.indices.contains(number) ? steps[number] : nil }

    /// Advances to the next step if the current one is done.
    mutating func look(at sight: Sight) {
        if let step, step.isDone(sight) { skip() }
    }

    /// Advances to the next step.
    mutating func skip() { number += 1 }
}
