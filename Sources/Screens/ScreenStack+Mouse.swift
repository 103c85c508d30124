public import Terminal

extension ScreenStack {
    /// Rows that a notch of the wheel goes.
    private static let notch = 3
    /// Where the wheel moves nothing, and a double click is two clicks: the arrows and Enter have another meaning there.
    private static let forms: Set<Place> = [
        .form, .dataFile, .bring, .bringFile, .edit, .listFilter, .recordSearch,
    ]

    /// Brings what the mouse did to the screen in sight: a click takes what was drawn there, does what its key does, or brings
    /// the cursor there; a second one does what Enter does; the wheel scrolls.
    ///
    /// - Returns: what the program is to do, if anything.
    public func handle(_ mouse: Mouse) -> Effect? {
        guard let screen = screens.last else { return .quit }
        switch mouse.deed {
        case .wheelUp, .wheelDown:
            guard !Self.forms.contains(screen.place) else { return nil }
            return follow(screen.scroll(by: mouse.deed == .wheelUp ? -Self.notch : Self.notch))
        case .press(.left): return click(mouse, on: screen)
        case .press: return nil
        }
    }

    private func click(_ mouse: Mouse, on screen: any Screen) -> Effect? {
        notice = nil
        let before = picked
        picked = nil
        switch drawn?.target(at: mouse.position) {
        case .key(let key)?: return handle(key)
        case .item(let item)?:
            let effect = follow(screen.pick(item))
            // The first click of a double click may have closed a question: the second is not for what comes to light.
            guard mouse.clicks == 2, let before, before.screen === screen, before.item == item,
                // Nor is a change of many images meant by it.
                screens.last === screen, !Self.forms.contains(screen.place), screen.place != .confirmation
            else {
                picked = (screen, item)
                return effect
            }
            return handle(.enter, in: screen)
        case .title(let column)?: return follow(screen.order(by: column))
        case .grapheme(let distance)?:
            // As the arrows do, which every line that one types in knows.
            var effect: Effect?
            for _ in 0..<abs(distance) { effect = follow(screen.handle(distance < 0 ? .left : .right)) ?? effect }
            return effect
        case nil: return nil
        }
    }
}

extension Screen {
    /// Moves the bar, or the text, by so many rows: as the keys do.
    func scroll(by rows: Int) -> Response {
        let action: Action = rows < 0 ? .moveUp : .moveDown
        let key = KeyTable.standard.counting(in: place).first { $0.row.action == action }?.keys.first
        guard let key else { return .handled }
        var response = Response.handled
        for _ in 0..<abs(rows) { response = handle(key) }
        return response
    }
}
