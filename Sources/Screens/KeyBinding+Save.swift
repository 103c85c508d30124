import Terminal

extension KeyBinding {
    /// The rows for saving an image's data, and for copying it to another cloud.
    static let save: [KeyBinding] = [
        .init(
            .list, .saveData, [.character("w")],
            "save the data of the marked images, or of the one under the bar, to files"),
        .init(.record, .saveData, [.character("w")], "save the data to a file"),

        .init(.save, .saveHere, [.enter], label: "save", "save it there; asks before replacing a file"),
        .init(
            .save, .completePath, [.tab, .right, .end], label: "complete",
            "at the path's end: complete it, as the shell does"),
        .init(.save, .back, [.escape, .control("c")], label: "cancel", "save nothing"),

        .init(
            .list, .copyToCloud, [.character("C")],
            "copy the marked images, or the one under the bar, to another cloud"),
        .init(.record, .copyToCloud, [.character("C")], "copy the image to another cloud"),

        .init(
            .clouds, .chooseCloud, [.enter, .character("l"), .right], label: "choose",
            "see what a copy in the cloud under the bar would be like"),
        .init(
            .clouds, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "copy nothing"),
        .init(.clouds, .moveDown, [.down, .character("j")], "one cloud down"),
        .init(.clouds, .moveUp, [.up, .character("k")], "one cloud up"),
        .init(.clouds, .pageDown, [.pageDown], "one page down"),
        .init(.clouds, .pageUp, [.pageUp], "one page up"),
        .init(.clouds, .first, [.home, .character("g")], "to the first cloud"),
        .init(.clouds, .last, [.end, .character("G")], "to the last cloud"),

        .init(.copy, .startCopy, [.control("s")], label: "copy", "create the record there, and send it the data"),
        .init(
            .copy, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the clouds"),
        .init(.copy, .refresh, [.control("r"), .character("r")], "check again what will differ"),
        .init(
            .copy, .details, [.character("e"), .function(2)], label: "error", "the service's last answer in full"),
        .init(.copy, .moveDown, [.down, .character("j")], "scroll down"),
        .init(.copy, .moveUp, [.up, .character("k")], "scroll up"),
        .init(.copy, .pageDown, [.pageDown, .character(" ")], "one page down"),
        .init(.copy, .pageUp, [.pageUp], "one page up"),
        .init(.copy, .first, [.home, .character("g")], "to the top"),
        .init(.copy, .last, [.end, .character("G")], "to the bottom"),
    ]
}
