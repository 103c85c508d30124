/// A tour of a minute through the screens: what to do next, step by step. It presses no key itself.
struct Tour: Hashable, Sendable {
    /// The step that one is at; one more than the last where the tour is over.
    private(set) var number = 0

    /// What the tour sees of the screens.
    struct Sight: Hashable, Sendable {
        /// The place of the screen in sight.
        var place: Place
        /// Whether there is an image in the list.
        var hasImages: Bool
    }

    /// The step that one is at; nil where the tour is over.
    var step: TourStep? { TourStep.all.indices.contains(number) ? TourStep.all[number] : nil }

    /// Goes on where the step is done.
    mutating func look(at sight: Sight) {
        if let step, step.isDone(sight) { skip() }
    }

    /// Goes on to the next step.
    mutating func skip() { number += 1 }
}

/// A step of the tour.
struct TourStep: Sendable {
    let title: String
    let text: String
    /// Whether it begins on the list.
    var beginsOnList = true
    /// What it leads to.
    let isDone: @Sendable (Tour.Sight) -> Bool

    /// The steps, in order.
    static let all: [TourStep] = [
        TourStep(title: "the list", text: "Your images are listed here. n opens the form for a new one: press n.") {
            [.form, .dataFile].contains($0.place)
        },
        TourStep(
            title: "a new image",
            text:
                "What each field means is said as you go; tab goes to the next. Type a name if you like, and press F5.",
            beginsOnList: false
        ) { $0.place == .review },
        TourStep(
            title: "the review",
            text: "What would be sent, the same as commands, and what may be refused. Nothing is sent before you press "
                + "^S. Press esc until you are on the list again.",
            beginsOnList: false
        ) { $0.place == .list },
        TourStep(
            title: "transfers",
            text: "Data goes on its way while you do something else. Where it is, is shown on a screen of its own: "
                + "press T."
        ) { [.transfers, .cutOff].contains($0.place) },
        TourStep(
            title: "a record", text: "Enter opens the image under the bar, with all that the service knows of it."
        ) { $0.place == .record || $0.place == .list && !$0.hasImages },
        TourStep(
            title: "the filter",
            text: "/ leaves what you look for in the list: words, or key:value such as status:active. Press /."
        ) { $0.place == .listFilter },
        TourStep(
            title: "help", text: "? shows the keys of the screen that you are on, and all others: press ?."
        ) { $0.place == .help },
        TourStep(title: "themes", text: "t shows themes, each as you come to it; enter takes one. Press t.") {
            $0.place == .themes
        },
        TourStep(
            title: "everything else",
            text: "The line after : finds whatever can be done by a few letters of its name, with the key beside it. "
                + "esc always leads back, and :tour shows you this again.", beginsOnList: false
        ) { $0.place == .palette },
    ]
}
