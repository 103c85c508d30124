/// A tour of a minute through the screens: what to do next, step by step. It presses no key itself.
struct Tour: Sendable {
    /// The steps, in order.
    let steps: [TourStep]
    /// The step that one is at; one more than the last where the tour is over.
    private(set) var number = 0

    /// A tour of what a table of keys leads to.
    init(_ keys: KeyTable) {
        steps = TourStep.all(keys)
    }

    /// What the tour sees of the screens.
    struct Sight: Hashable, Sendable {
        /// The place of the screen in sight.
        var place: Place
        /// Whether there is an image in the list.
        var hasImages: Bool
    }

    /// The step that one is at; nil where the tour is over.
    var step: TourStep? { steps.indices.contains(number) ? steps[number] : nil }

    /// Goes on where the step is done.
    mutating func look(at sight: Sight) {
        if let step, step.isDone(sight) { skip() }
    }

    /// Goes on to the next step.
    mutating func skip() { number += 1 }
}
