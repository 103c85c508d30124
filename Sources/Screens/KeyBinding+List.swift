import Terminal

extension KeyBinding {
    /// The rows for the list's columns and views.
    static let columnsAndViews: [KeyBinding] = [
        .init(
            .list, .chooseColumns, [.character("|")], "choose the list's columns, their order and their widths"),
        .init(.list, .views, [.character("v")], label: "views", "saved views: filter, order and columns under a name"),

        .init(.columns, .takeColumns, [.enter], label: "take", "show these columns, for the next start too"),
        .init(.columns, .toggleColumn, [.character(" ")], label: "show", "show the column, or leave it out"),
        .init(.columns, .columnLeft, [.character("K")], label: "left", "one place to the left"),
        .init(.columns, .columnRight, [.character("J")], label: "right", "one place to the right"),
        .init(.columns, .narrowColumn, [.character("<"), .character("-")], label: "narrower", "narrower by a cell"),
        .init(.columns, .widenColumn, [.character(">"), .character("+")], label: "wider", "wider by a cell"),
        .init(.columns, .addColumn, [.character("a")], label: "add", "add any attribute or property by its name"),
        .init(.columns, .usualColumns, [.character("u")], label: "usual", "the columns that gaze begins with"),
        .init(
            .columns, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the list; its columns stay as they were"),
        .init(.columns, .moveDown, [.down, .character("j")], "one row down"),
        .init(.columns, .moveUp, [.up, .character("k")], "one row up"),
        .init(.columns, .pageDown, [.pageDown], "one page down"),
        .init(.columns, .pageUp, [.pageUp], "one page up"),
        .init(.columns, .first, [.home, .character("g")], "to the first row"),
        .init(.columns, .last, [.end, .character("G")], "to the last row"),

        .init(.views, .useView, [.enter, .character("l"), .right], label: "use", "look at the list as the view says"),
        .init(
            .views, .saveView, [.character("s")], label: "save",
            "save the list's filter, order and columns under a name"),
        .init(.views, .renameView, [.character("r")], label: "rename", "give the view another name"),
        .init(
            .views, .delete, [.character("d"), .delete], label: "remove", "take the view away, after a confirmation"),
        .init(
            .views, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the list"),
        .init(.views, .moveDown, [.down, .character("j")], "one view down"),
        .init(.views, .moveUp, [.up, .character("k")], "one view up"),
        .init(.views, .pageDown, [.pageDown], "one page down"),
        .init(.views, .pageUp, [.pageUp], "one page up"),
        .init(.views, .first, [.home, .character("g")], "to the first view"),
        .init(.views, .last, [.end, .character("G")], "to the last view"),
    ]
}
