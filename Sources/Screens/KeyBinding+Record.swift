import Terminal

extension KeyBinding {
    /// The rows of an image's record, and of what belongs to it.
    static let record: [KeyBinding] = [
        .init(.record, .cancelTransfer, [.character("x")], label: "cancel", "call the transfer off"),
        .init(.record, .retryTransfer, [.character("u")], label: "resend", "send the data again after a failure"),
        .init(
            .record, .holdTransfer, [.character("p")],
            "hold the transfer back before its next part, or let it go on"),
        .init(.record, .details, [.character("e"), .function(2)], label: "error", "the service's last answer in full"),
        .init(
            .record, .correctFormat, [.character("f")], label: "correct",
            "set the disk format to what the file is, after a refusal, and send it again"),
        .init(
            .record, .otherMethod, [.character("m")], label: "method",
            "bring the data by another method, after a failure"),
        .init(
            .record, .nextFound, [.character("n")], label: "next found", "to the next row with what is searched for"),
        .init(.record, .nextTab, [.tab], "the next tab of the record"),
        .init(.record, .copyValue, [.character("y")], label: "copy", "copy the value under the bar (OSC 52)"),
        .init(.record, .toggleFold, [.enter], label: "fold", "in the JSON: fold what is under the bar, or unfold it"),
        .init(
            .record, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "end the search, and then back; a transfer goes on"),
        .init(.record, .search, [.character("/")], label: "search", "search the tab's names and values"),
        .init(.record, .delete, [.character("d"), .delete], label: "delete", "delete the image, after a confirmation"),
        .init(.record, .refresh, [.control("r"), .character("r")], label: "refresh", "read the record again"),
        .init(.record, .newLikeThis, [.character("N")], "create an image like this one"),
        .init(.record, .toggleJSON, [.character("v")], "the answer as JSON, and back"),
        .init(.record, .previousTab, [.backTab], "the tab before"),
        .init(.record, .showOverview, [.character("1")], "the fields of the record, and the answer's headers"),
        .init(.record, .showProperties, [.character("2")], "the additional properties, with what they mean"),
        .init(.record, .showMembers, [.character("3")], "the projects that the image is shared with"),
        .init(.record, .showTasks, [.character("4")], "the stores that have the data, and what the service does"),
        .init(.record, .showJSON, [.character("5")], "the answer as JSON"),
        .init(.record, .moveDown, [.down, .character("j")], "one row down"),
        .init(.record, .moveUp, [.up, .character("k")], "one row up"),
        .init(.record, .pageDown, [.pageDown, .character(" ")], "one page down"),
        .init(.record, .pageUp, [.pageUp], "one page up"),
        .init(.record, .first, [.home, .character("g")], "to the first row"),
        .init(.record, .last, [.end, .character("G")], "to the last row"),

        .init(
            .recordSearch, .keepSearch, [.enter], label: "keep", "leave the line, and keep what is searched for"),
        .init(.recordSearch, .back, [.escape, .control("c")], label: "end", "end the search"),
        .init(.recordSearch, .moveDown, [.down], "to the next row with it"),
        .init(.recordSearch, .moveUp, [.up], "to the row with it before"),
    ]
}
