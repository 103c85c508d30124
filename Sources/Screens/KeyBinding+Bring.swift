import Terminal

extension KeyBinding {
    /// The rows for giving data to a record that has none.
    static let bring: [KeyBinding] = [
        .init(.list, .bringData, [.character("U")], "bring data to the image, where it is queued and has none"),

        .init(
            .bring, .create, [.control("s")], label: "bring",
            "correct the record if the data differs from it, and bring the data"),
        .init(.bring, .nextField, [.tab, .down], label: "next", "to the next field"),
        .init(.bring, .previousField, [.backTab, .up], "to the previous field"),
        .init(.bring, .details, [.function(2)], label: "answer", "the service's answer in full, after a refusal"),
        .init(.bring, .back, [.escape, .control("c")], label: "leave", "leave the record as it is"),
        .init(
            .bring, .review, [.function(5)], label: "review",
            "what will be sent, the same as commands, and what may be refused"),
        .init(.bring, .browseFiles, [.function(4)], "choose the data file in the file browser"),

        .init(
            .bringFile, .completePath, [.tab, .right, .end], label: "complete",
            "at the path's end: complete it, as the shell does"),
        .init(.bringFile, .browseFiles, [.enter], label: "browse", "choose the file in the file browser"),
    ]
}
