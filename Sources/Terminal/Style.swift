/// The look of a role's cells.
package struct Style: Hashable, Sendable {
    /// The colour of the text.
    package var foreground: Colour
    /// The colour of the background.
    package var background: Colour
    /// Attributes such as bold and underline, if colours are shown.
    package var attributes: Attributes
    /// The attributes if no colours are shown; nil for the same ones as with colours.
    package var monochromeAttributes: Attributes?

    /// Creates a style; without arguments, one of the terminal's default colours.
    package init(
        foreground: Colour = .standard, background: Colour = .standard, attributes: Attributes = [],
        monochromeAttributes: Attributes? = nil
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
        self.monochromeAttributes = monochromeAttributes
    }

    /// Attributes of a cell other than its colours.
    package struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits.
        package let rawValue: Int

        /// Creates a set from its bits.
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Bold, or bright.
        package static let bold = Attributes(rawValue: 1)
        /// Dim.
        package static let dim = Attributes(rawValue: 2)
        /// Underlined.
        package static let underline = Attributes(rawValue: 4)
        /// Foreground and background swapped.
        package static let reverse = Attributes(rawValue: 8)

        static let names: [(name: String, attribute: Attributes)] = [
            ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
        ]
    }
}

/// A colour of the terminal.
package enum Colour: Hashable, Sendable {
    /// The terminal's default foreground or background.
    case standard
    /// A colour of the 256-colour palette: 0–7 are the basic colours, 8–15 the bright ones, 16–231 a 6×6×6 cube, and 232–255
    /// greys.
    case palette(UInt8)

    /// The names of the first sixteen colours, in order.
    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// Returns the colour in a smaller palette: itself, or the nearest one.
    ///
    /// - Parameters:
    ///   - count: The number of colours that the terminal has. Fewer than 256 are treated as 16 or as 8, as colours beyond the
    ///     first 16 are only known for the 256-colour palette.
    ///   - isForeground: Whether it is a text colour. With eight colours there is no grey between black and white; grey text
    ///     then gets the terminal's default colour, so that it is legible on a dark or a light background.
    func reduced(to count: Int, isForeground: Bool) -> Colour {
        let known = count >= 256 ? 256 : min(count, 16)
        guard case .palette(let index) = self, Int(index) >= known else { return self }
        let wanted = Self.components(of: index)
        if isForeground, known < 16, Set(wanted).count == 1, Self.greys.contains(wanted[0]) { return .standard }
        func distance(_ candidate: UInt8) -> Int {
            let other = Self.components(of: candidate)
            return zip(wanted, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        return (0..<UInt8(known)).min { distance($0) < distance($1) }.map(Colour.palette) ?? .standard
    }

    /// The components of greys that are neither nearly black nor nearly white.
    private static let greys = 40..<230

    /// Returns the red, green and blue components (0–255) of xterm's palette.
    static func components(of index: UInt8) -> [Int] {
        switch index {
        case 0..<8: (0..<3).map { index >> $0 & 1 == 1 ? 205 : 0 }
        case 8..<16: index == 8 ? [127, 127, 127] : (0..<3).map { index >> $0 & 1 == 1 ? 255 : 0 }
        case 16..<232: [36, 6, 1].map { (Int(index) - 16) / $0 % 6 }.map { $0 == 0 ? 0 : 55 + 40 * $0 }
        default: Array(repeating: 8 + 10 * (Int(index) - 232), count: 3)
        }
    }
}
