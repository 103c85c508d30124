import Terminal

extension KeyBinding {
    /// The rows for an image's record, and for the screens that belong to it.
    static let record: [KeyBinding] = [
        .init(.record, .cancelTransfer, [.character("x")], label: "cancel", "cancel the transfer"),
        .init(
            .record, .retryTransfer, [.character("u")], label: "resend",
            "send the data again after a failure; otherwise undo the last change"),
        .init(
            .record, .holdTransfer, [.character("p")],
            "pause the transfer before its next part, or resume it"),
        .init(.record, .details, [.character("e"), .function(2)], label: "error", "the service's last answer in full"),
        .init(
            .record, .correctFormat, [.character("f")], label: "correct",
            "set the disk format to what the file is, after a refusal, and send it again"),
        .init(
            .record, .otherMethod, [.character("m")], label: "method",
            "bring the data by another method, after a failure"),
        .init(
            .record, .bringData, [.character("U")], label: "bring data", "bring data to the image, where it is queued"),
        .init(
            .record, .nextFound, [.character("n")], label: "next found", "to the next row with what is searched for"),
        .init(.record, .nextTab, [.tab], "the next tab of the record"),
        .init(.record, .changeImage, [.character("c")], label: "change", "change the image, in the form"),
        .init(.record, .copyValue, [.character("y")], label: "copy", "copy the value under the bar (OSC 52)"),
        .init(.record, .toggleFold, [.enter], label: "fold", "in the JSON: fold what is under the bar, or unfold it"),
        .init(
            .record, .addHere, [.character("a"), .character("+")], label: "add",
            "in the members: offer the image to a project; in the stores: copy the data to the one under the bar"),
        .init(
            .record, .removeHere, [.character("-")], label: "remove",
            "take the image from the project under the bar, or its data from the store, after a confirmation"),
        .init(
            .record, .acceptOffer, [.character("A")], label: "accept",
            "accept the offer of the image, for the project under the bar"),
        .init(
            .record, .rejectOffer, [.character("R")], label: "reject",
            "reject the offer of the image, for the project under the bar"),
        .init(
            .record, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "end the search, and then back; a transfer goes on"),
        .init(.record, .search, [.character("/")], label: "search", "search the tab's names and values"),
        .init(.record, .delete, [.character("d"), .delete], label: "delete", "delete the image, after a confirmation"),
        .init(.record, .refresh, [.control("r"), .character("r")], label: "refresh", "read the record again"),
        .init(.record, .toggleProtection, [.character("P")], "protect it against deletion, or take the protection off"),
        .init(.record, .toggleHiding, [.character("H")], "leave it out of default lists, or let it into them again"),
        .init(.record, .chooseVisibility, [.character("V")], "choose who may see it"),
        .init(.record, .toggleActivation, [.character("D")], "deactivate it, after a confirmation, or reactivate it"),
        .init(.record, .newLikeThis, [.character("N")], "create an image like this one"),
        .init(.record, .transfers, [.character("T")], "the data that is on its way"),
        .init(.record, .toggleJSON, [.character("v")], "the answer as JSON, and back"),
        .init(.record, .previousTab, [.backTab], "the tab before"),
        .init(.record, .showOverview, [.character("1")], "the fields of the record, and the answer's headers"),
        .init(.record, .showProperties, [.character("2")], "the additional properties, with what they mean"),
        .init(.record, .showMembers, [.character("3")], "the projects that the image is shared with"),
        .init(.record, .showTasks, [.character("4")], "the stores that have the data, and what the service does"),
        .init(.record, .showJSON, [.character("5")], "the answer as JSON"),
        .init(.record, .nextImage, [.character("J")], "the next image of the list, where this one was opened there"),
        .init(.record, .previousImage, [.character("K")], "the image of the list before this one"),
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

        .init(.edit, .sendChanges, [.control("s")], label: "send", "send the changes, and nothing else"),
        .init(.edit, .nextField, [.tab, .down], label: "next", "to the next field"),
        .init(.edit, .previousField, [.backTab, .up], "to the previous field"),
        .init(.edit, .details, [.function(2)], label: "answer", "the service's answer in full, after a refusal"),
        .init(
            .edit, .back, [.escape, .control("c")], label: "leave",
            "back to the record; asks about unsent changes"),
        .init(.edit, .review, [.function(5)], label: "review", "the changes in full, as they will be sent"),
        .init(
            .edit, .showProperties, [.function(3)], label: "properties",
            "look up and set the properties that the cloud describes"),
        .init(.edit, .undoChanges, [.function(8)], label: "undo", "undo every change"),

        .init(.patch, .sendChanges, [.control("s")], label: "send", "send them"),
        .init(
            .patch, .copyBody, [.character("b"), .character("y")], label: "body", "copy the request's body of JSON"),
        .init(
            .patch, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the form"),
        .init(.patch, .moveDown, [.down, .character("j")], "scroll down"),
        .init(.patch, .moveUp, [.up, .character("k")], "scroll up"),
        .init(.patch, .pageDown, [.pageDown, .character(" ")], "one page down"),
        .init(.patch, .pageUp, [.pageUp], "one page up"),
        .init(.patch, .first, [.home, .character("g")], "to the top"),
        .init(.patch, .last, [.end, .character("G")], "to the bottom"),
    ]
}
