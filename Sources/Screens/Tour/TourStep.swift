/// A step of the tour.
struct TourStep: Sendable {
    let title: String
    let text: String
    /// Where the step begins.
    var begins = Begin.onList
    /// Whether the step is done, judged by what the tour knows about the screens.
    let isDone: @Sendable (Tour.Sight) -> Bool

    /// Where a step begins; its keys have other meanings elsewhere.
    enum Begin {
        case onList, inForm, anywhere
    }
}

extension TourStep {
    /// Returns the steps in order, except for those that no key leads to.
    static func all(_ keys: KeyTable) -> [TourStep] {
        creating(keys) + lookingAround(KeyNames(keys, in: .list))
    }

    /// Returns the steps through the form and its review; none if gaze is read-only.
    private static func creating(_ keys: KeyTable) -> [TourStep] {
        let form = KeyNames(keys, in: .form)
        guard let new = keys.name(of: .newImage, in: .list), let next = form[.nextField], let review = form[.review],
            let create = keys.name(of: .create, in: .review), let back = keys.name(of: .back, in: .review)
        else { return [] }
        return [
            TourStep(
                title: "the list",
                text: "Your images are listed here. \(new) opens the form for a new one: press \(new)."
            ) { [.form, .dataFile].contains($0.place) },
            TourStep(
                title: "a new image",
                text: "What each field means is said as you go; \(next) goes to the next. Type a name if you like, and "
                    + "press \(review).", begins: .inForm
            ) { $0.place == .review },
            TourStep(
                title: "the review",
                text: "What would be sent, the same as commands, and what may be refused. Nothing is sent before you "
                    + "press \(create). Press \(back) until you are on the list again.", begins: .anywhere
            ) { $0.place == .list },
        ]
    }

    private static func lookingAround(_ list: KeyNames) -> [TourStep] {
        func step(
            _ title: String, _ action: Action, _ text: (String) -> String,
            isDone: @escaping @Sendable (Tour.Sight) -> Bool
        ) -> TourStep? {
            list[action].map { TourStep(title: title, text: text($0), isDone: isDone) }
        }
        let steps = [
            step(
                "transfers", .transfers,
                {
                    "Data goes on its way while you do something else. Where it is, is shown on a screen of its own: press \($0)."
                }
            ) { [.transfers, .cutOff].contains($0.place) },
            step(
                "a record", .open, { "\($0) opens the image under the bar, with all that the service knows of it." }
            ) { $0.place == .record || $0.place == .list && !$0.hasImages },
            step(
                "the filter", .filter,
                {
                    "\($0) leaves what you look for in the list: words, or key:value such as status:active. Press \($0)."
                }
            ) { $0.place == .listFilter },
            step(
                "help", .help, { "\($0) shows the keys of the screen that you are on, and all others: press \($0)." }
            ) { $0.place == .help },
            step("themes", .themes, { "\($0) shows themes, each as you come to it. Press \($0)." }) {
                $0.place == .themes
            },
        ]
        return steps.compactMap(\.self) + [everythingElse(list)].compactMap(\.self)
    }

    private static func everythingElse(_ list: KeyNames) -> TourStep? {
        list[.palette].map { palette in
            TourStep(
                title: "everything else",
                text: "The line after \(palette) finds whatever can be done by a few letters of its name, with the key "
                    + "beside it. tour, typed there, shows you this again.", begins: .anywhere
            ) { $0.place == .palette }
        }
    }
}
