package import Terminal

extension ScreenStack {
    /// The number of rows to scroll for each step of the wheel.
    private static let notch = 3
    /// The places where the wheel does nothing and a double click counts as two clicks, as the arrows and Enter have other
    /// meanings.
    private static let forms: Set<Place> = [
        .form, .dataFile, .bring, .bringFile, .edit, .listFilter, .recordSearch,
    ]

    /// Handles a mouse event on the top screen. A click selects what was drawn there, presses its key, or moves the cursor; a
    /// double click works like Enter; the wheel scrolls.
    ///
    /// - Returns: The effect for the program to carry out, if any.
    package func handle(_ mouse: Mouse) -> Effect? {
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
            // If the first click of a double click closed a question, the second is not meant for the screen below.
            guard mouse.clicks == 2, let before, before.screen === screen, before.item == item,
                // A double click does not confirm a change of many images either.
                screens.last === screen, !Self.forms.contains(screen.place), screen.place != .confirmation
            else {
                picked = (screen, item)
                return effect
            }
            return handle(.enter, in: screen)
        case .title(let column)?: return follow(screen.order(by: column))
        case .grapheme(let distance)?:
            // Move the cursor with the arrow keys, which every text field handles.
            var effect: Effect?
            for _ in 0..<abs(distance) { effect = follow(screen.handle(distance < 0 ? .left : .right)) ?? effect }
            return effect
        case nil: return nil
        }
    }
}

extension Screen {
    /// Moves the selection or the text by a number of rows, as the arrow keys do.
    func scroll(by rows: Int) -> Response {
        let action: Action = rows < 0 ? .moveUp : .moveDown
        let key = KeyTable.standard.counting(in: place).first { $0.row.action == action }?.keys.first
        guard let key else { return .handled }
        var response = Response.handled
        for _ in 0..<abs(rows) { response = handle(key) }
        return response
    }
}
