import Terminal

extension KeyBinding {
    /// The rows for what is the same on every screen: the command palette, the help, the mouse and the tour.
    static let about: [KeyBinding] = [
        .init(
            .everywhere, .palette, [.character(":"), .function(9)], label: "menu",
            "find any command by its name"),

        .init(
            .everywhere, .toggleMouse, [.character("M")],
            "give the mouse back to the terminal, so that text can be selected, or take it again"),

        .init(.palette, .runCommand, [.enter], label: "run", "do what is under the bar"),
        .init(.palette, .completeCommand, [.tab], label: "complete", "take the name under the bar into the line"),
        .init(.palette, .moveUp, [.up], label: "before", "one row up; in an empty line, what was run before"),
        .init(.palette, .moveDown, [.down], "one row down; what was run after it"),
        .init(.palette, .back, [.escape, .control("c")], label: "cancel", "change nothing"),
        .init(.palette, .pageDown, [.pageDown], "eight rows down"),
        .init(.palette, .pageUp, [.pageUp], "eight rows up"),

        .init(.help, .search, [.character("/")], label: "search", "show only the rows that have what is typed"),
        .init(
            .help, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "end the search, and then back to the screen before"),
        .init(.help, .moveDown, [.down, .character("j")], label: "down", "scroll down"),
        .init(.help, .moveUp, [.up, .character("k")], "scroll up"),
        .init(.help, .pageDown, [.pageDown, .character(" ")], label: "page", "one page down"),
        .init(.help, .pageUp, [.pageUp], "one page up"),
        .init(.help, .first, [.home, .character("g")], "to the top"),
        .init(.help, .last, [.end, .character("G")], "to the bottom"),

        .init(.helpSearch, .keepSearch, [.enter], label: "keep", "leave the line, and scroll through what is found"),
        .init(.helpSearch, .back, [.escape, .control("c")], label: "end", "end the search"),
        .init(.helpSearch, .moveDown, [.down], "scroll down"),
        .init(.helpSearch, .moveUp, [.up], "scroll up"),

        .init(
            .answer, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the screen before"),
        .init(.answer, .moveDown, [.down, .character("j")], label: "down", "scroll down"),
        .init(.answer, .moveUp, [.up, .character("k")], "scroll up"),
        .init(.answer, .pageDown, [.pageDown, .character(" ")], "one page down"),
        .init(.answer, .pageUp, [.pageUp], "one page up"),
        .init(.answer, .first, [.home, .character("g")], "to the top"),
        .init(.answer, .last, [.end, .character("G")], "to the bottom"),

        .init(.tour, .skipStep, [.control("n")], label: "next", "leave the step out, and go to the next one"),
        .init(.tour, .endTour, [.control("g")], label: "end", "end the tour"),
    ]

    /// Returns the rows that apply in a place, each with those of its keys that do. Where text is typed, characters are input;
    /// a key that a part of a screen binds does not reach the whole.
    ///
    /// - Parameters:
    ///   - place: The place that the keys are pressed in.
    ///   - unavailable: Actions that are not available; their keys are free for the whole.
    static func counting(in place: Place, without unavailable: Set<Action> = []) -> [(row: KeyBinding, keys: [Key])] {
        KeyTable.standard.counting(in: place, without: unavailable)
    }
}
