/// What the mouse did, and on which cell.
public struct Mouse: Hashable, Sendable {
    /// What was done.
    public enum Deed: Hashable, Sendable {
        /// A button was pressed.
        case press(Button)
        /// The wheel was turned by a notch.
        case wheelUp, wheelDown
    }

    /// A button.
    public enum Button: Hashable, Sendable {
        case left, middle, right
    }

    /// Keys that were held down.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits, as terminals have them.
        public let rawValue: Int

        /// A set of these bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Shift; most terminals keep such a click for themselves, and select text.
        public static let shift = Modifiers(rawValue: 4)
        /// Alt, or Meta.
        public static let alt = Modifiers(rawValue: 8)
        /// Control.
        public static let control = Modifiers(rawValue: 16)
    }

    /// What was done.
    public let deed: Deed
    /// The cell.
    public let position: Position
    /// Keys that were held down.
    public let modifiers: Modifiers
    /// How many times the button was pressed there in short order: 2 for a double click.
    public var clicks = 1

    /// What was done on a cell.
    public init(_ deed: Deed, at position: Position, modifiers: Modifiers = [], clicks: Int = 1) {
        self.deed = deed
        self.position = position
        self.modifiers = modifiers
        self.clicks = clicks
    }

    /// What a terminal reports by xterm's numbers; nil for what nobody asks for: a button that is let go, a mouse that is
    /// moved, a wheel that is turned sideways.
    ///
    /// - Parameters:
    ///   - code: the button in the bits 0, 1 and 6, the modifiers in 2 to 4, and in 5 whether it is a movement.
    ///   - column: counted from 1.
    ///   - row: counted from 1.
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

    /// What a report of xterm's mode 1006 says: `button;column;row`, and M where it is pressed.
    init?(report: String) {
        let numbers = report.dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard report.last == "M", numbers.count == 3, let code = numbers.first, code >= 0 else { return nil }
        self.init(code: code, column: numbers[1], row: numbers[2])
    }
}

/// Counts presses of a button that follow one another on the same cell in short order.
struct ClickCounter {
    private var last: (mouse: Mouse, time: ContinuousClock.Instant)?

    /// Between two presses of a double click.
    static let interval = Duration.milliseconds(400)

    /// The press with its count; after a double click, the count begins anew.
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
