import Terminal

extension KeyBinding {
    /// The rows for changing many images, and for comparing two.
    static let many: [KeyBinding] = [
        .init(
            .list, .changeMarked, [.character("b")], label: "change",
            "change the marked images, or the one under the bar: all that can be done"),
        .init(
            .list, .changeImage, [.character("c")],
            "change the image under the bar, in the form, or all that are marked"),
        .init(.list, .undo, [.character("u")], label: "undo", "undo the last change, after a question"),
        .init(.list, .markThrough, [.character("m")], "mark all from the last mark to the image under the bar"),
        .init(
            .list, .markAll, [.character("*")],
            "mark all that match the filter, loaded or not; again: clear all marks"),
        .init(.list, .compareMarked, [.character("=")], label: "compare", "the difference of two marked images"),
        .init(
            .list, .copyID, [.character("y")],
            "copy the id of the image under the bar, or of all that are marked, a line each (OSC 52)"),
        .init(
            .list, .toggleProtection, [.character("P")],
            "protect the marked images, or the one under the bar, or take the protection off"),
        .init(
            .list, .toggleHiding, [.character("H")],
            "hide the marked images, or the one under the bar, or show them again"),
        .init(
            .list, .chooseVisibility, [.character("V")],
            "choose who may see the marked images, or the one under the bar"),
        .init(
            .list, .toggleActivation, [.character("D")],
            "deactivate the marked images, or the one under the bar, or reactivate them"),

        .init(.changes, .chooseChange, [.enter], label: "choose", "make the change under the bar"),
        .init(.changes, .toggleProtection, [.character("P")], "protect them, or take the protection off"),
        .init(.changes, .toggleHiding, [.character("H")], "hide them, or show them again"),
        .init(.changes, .chooseVisibility, [.character("V")], "choose who may see them"),
        .init(.changes, .toggleActivation, [.character("D")], "deactivate them, or reactivate them"),
        .init(.changes, .delete, [.character("d"), .delete], "delete them, after their number is typed"),
        .init(
            .changes, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "change nothing"),
        .init(.changes, .moveDown, [.down, .character("j")], "one change down"),
        .init(.changes, .moveUp, [.up, .character("k")], "one change up"),
        .init(.changes, .pageDown, [.pageDown], "one page down"),
        .init(.changes, .pageUp, [.pageUp], "one page up"),
        .init(.changes, .first, [.home, .character("g")], "to the first change"),
        .init(.changes, .last, [.end, .character("G")], "to the last change"),

        .init(
            .confirmation, .confirm, [.enter], label: "do it",
            "make the change; for a delete, the number of images is typed first"),
        .init(.confirmation, .back, [.escape, .control("c")], label: "leave", "change nothing"),
        .init(.confirmation, .moveDown, [.down], "one name down"),
        .init(.confirmation, .moveUp, [.up], "one name up"),
        .init(.confirmation, .pageDown, [.pageDown], "one page down"),
        .init(.confirmation, .pageUp, [.pageUp], "one page up"),

        .init(
            .changeRun, .stopChange, [.character("x")], label: "stop",
            "begin no more; what is under way is finished"),
        .init(
            .changeRun, .retryFailed, [.character("r")], label: "retry",
            "try again what was refused or left"),
        .init(
            .changeRun, .showRefused, [.character("f")], label: "refused", "show only what was refused, or all"),
        .init(.changeRun, .details, [.character("e"), .function(2)], label: "error", "the service's answer in full"),
        .init(.changeRun, .open, [.enter, .character("l"), .right], "open the image's record"),
        .init(.changeRun, .undo, [.character("u")], label: "undo", "take the change back"),
        .init(
            .changeRun, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back; the change goes on"),
        .init(.changeRun, .moveDown, [.down, .character("j")], "one image down"),
        .init(.changeRun, .moveUp, [.up, .character("k")], "one image up"),
        .init(.changeRun, .pageDown, [.pageDown], "one page down"),
        .init(.changeRun, .pageUp, [.pageUp], "one page up"),
        .init(.changeRun, .first, [.home, .character("g")], "to the first image"),
        .init(.changeRun, .last, [.end, .character("G")], "to the last image"),

        .init(
            .difference, .showAll, [.character("a")], label: "all, or differences",
            "show what is the same too, or only what differs"),
        .init(.difference, .nextSide, [.tab], label: "other side", "to the other image's values"),
        .init(.difference, .copyValue, [.character("y")], label: "copy", "copy the value under the bar (OSC 52)"),
        .init(
            .difference, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the list"),
        .init(.difference, .open, [.enter, .character("l"), .right], label: "open", "open the record of that side"),
        .init(.difference, .details, [.character("e"), .function(2)], label: "error", "the service's answer in full"),
        .init(.difference, .refresh, [.control("r"), .character("r")], "read both again"),
        .init(.difference, .moveDown, [.down, .character("j")], "one row down"),
        .init(.difference, .moveUp, [.up, .character("k")], "one row up"),
        .init(.difference, .pageDown, [.pageDown, .character(" ")], "one page down"),
        .init(.difference, .pageUp, [.pageUp], "one page up"),
        .init(.difference, .first, [.home, .character("g")], "to the first row"),
        .init(.difference, .last, [.end, .character("G")], "to the last row"),
    ]
}
