import Terminal

extension KeyBinding {
    /// The rows for the transfers.
    static let transfers: [KeyBinding] = [
        .init(.transfers, .open, [.enter, .character("l"), .right], label: "open", "open the image's record"),
        .init(.transfers, .cancelTransfer, [.character("x")], label: "cancel", "cancel the transfer"),
        .init(
            .transfers, .holdTransfer, [.character("p")], label: "pause",
            "pause the transfer before its next part, or resume it"),
        .init(
            .transfers, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back; the transfers go on"),
        .init(.transfers, .retryTransfer, [.character("u")], label: "retry", "bring the data again after a failure"),
        .init(
            .transfers, .details, [.character("e"), .function(2)], label: "error", "the service's last answer in full"),
        .init(
            .transfers, .otherMethod, [.character("m")], label: "method",
            "bring the data by another method, after a failure"),
        .init(
            .transfers, .clearFinished, [.character("c")], label: "clear",
            "forget those that have ended; the next start offers unfinished ones again"),
        .init(.transfers, .moveDown, [.down, .character("j")], "one transfer down"),
        .init(.transfers, .moveUp, [.up, .character("k")], "one transfer up"),
        .init(
            .cutOff, .completeTransfer, [.character("u")], label: "complete",
            "read the record by its id, and bring the data that is missing"),
        .init(
            .cutOff, .forgetTransfer, [.character("x"), .delete], label: "forget",
            "offer it no more; the record stays as it is"),
    ]
}
