/// A mouse event on a cell.
package struct Mouse: Hashable, Sendable {
    /// The kind of event.
    package enum Deed: Hashable, Sendable {
        /// A button was pressed.
        case press(Button)
        /// The wheel was turned by one step.
        case wheelUp, wheelDown
    }

    /// A mouse button.
    package enum Button: Hashable, Sendable {
        case left, middle, right
    }

    /// Modifier keys that were held down.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits, as in terminals' reports.
        package let rawValue: Int

        /// Creates a set from its bits.
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Shift. Most terminals do not report such a click, but select text.
        package static let shift = Modifiers(rawValue: 4)
        /// Alt, or Meta.
        package static let alt = Modifiers(rawValue: 8)
        /// Control.
        package static let control = Modifiers(rawValue: 16)
    }

    /// The kind of event.
    package let deed: Deed
    /// The cell that the event occurred on.
    package let position: Position
    /// The modifier keys that were held down.
    package let modifiers: Modifiers
    /// The number of presses in quick succession: 2 for a double click.
    package var clicks = 1

    /// Creates an event on a cell.
    package init(_ deed: Deed, at position: Position, modifiers: Modifiers = [], clicks: Int = 1) {
        self.deed = deed
        self.position = position
        self.modifiers = modifiers
        self.clicks = clicks
    }

    /// Creates an event from the numbers of an xterm report; nil for events that are not used: a released button, movement, or
    /// horizontal scrolling.
    ///
    /// - Parameters:
    ///   - code: The button in bits 0, 1 and 6, the modifiers in bits 2 to 4, and movement in bit 5.
    ///   - column: The column, counted from 1.
    ///   - row: The row, counted from 1.
    init?(code: Int, column: Int, row: Int) {
        guard column > 0, row > 0, code & 32 == 0, code < 128 else { return nil }
        switch (code & 64, code & 3) {
        case (0, 0): deed = .press(.left)
        case (0, 1): deed = .press(.middle)
        case (0, 2): deed = .press(.right)
        case (64, 0): deed = .wheelUp
        case (64, 1): deed = .wheelDown
        default: return nil
        }
        position = Position(row: row - 1, column: column - 1)
        modifiers = Modifiers(rawValue: code & 0b11100)
    }

    /// Creates an event from a report of xterm's mode 1006: `button;column;row`, followed by M for a press.
    init?(report: String) {
        let numbers = report.dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard report.last == "M", numbers.count == 3, let code = numbers.first, code >= 0 else { return nil }
        self.init(code: code, column: numbers[1], row: numbers[2])
    }
}

/// Counts presses of a button on the same cell in quick succession.
struct ClickCounter {
    private var last: (mouse: Mouse, time: ContinuousClock.Instant)?

    /// The maximum time between the two presses of a double click.
    static let interval = Duration.milliseconds(400)

    /// Returns the press with its count. After a double click, counting starts again.
    mutating func counted(_ mouse: Mouse, at now: ContinuousClock.Instant) -> Mouse {
        guard case .press = mouse.deed else { return mouse }
        var counted = mouse
        if let last, last.mouse.deed == mouse.deed, last.mouse.position == mouse.position, last.mouse.clicks == 1,
            now - last.time <= Self.interval
        {
            counted.clicks = 2
        }
        last = (counted, now)
        return counted
    }
}
