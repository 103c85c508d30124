/// How cells of a role look.
public struct Style: Hashable, Sendable {
    /// The colour of the text.
    public var foreground: Colour
    /// The colour behind it.
    public var background: Colour
    /// Bold, underlined and the like, where colours are shown.
    public var attributes: Attributes
    /// The attributes where no colours are shown; nil means the same as with colours.
    public var monochromeAttributes: Attributes?

    /// A style; without arguments, the terminal's own colours.
    public init(
        foreground: Colour = .standard, background: Colour = .standard, attributes: Attributes = [],
        monochromeAttributes: Attributes? = nil
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
        self.monochromeAttributes = monochromeAttributes
    }

    /// What a character cell can be besides coloured.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int

        /// A set of these bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Bold, or bright.
        public static let bold = Attributes(rawValue: 1)
        /// Half bright.
        public static let dim = Attributes(rawValue: 2)
        /// Underlined.
        public static let underline = Attributes(rawValue: 4)
        /// Foreground and background exchanged.
        public static let reverse = Attributes(rawValue: 8)

        static let names: [(name: String, attribute: Attributes)] = [
            ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
        ]
    }
}

/// A colour of the terminal.
public enum Colour: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// A colour of the 256-colour palette: 0–7 the basic ones, 8–15 the bright ones, 16–231 a 6×6×6 cube, 232–255 greys.
    case palette(UInt8)

    /// The names of the first sixteen, in order.
    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// The colour in a palette of so many colours: itself, or the nearest there is.
    ///
    /// - Parameters:
    ///   - count: colours that the terminal has. Fewer than 256 are used as 16 or as 8: what comes after the first 16 is
    ///     known of the 256-colour palette alone.
    ///   - isForeground: eight colours have no grey between black and white; a grey text has the terminal's own colour
    ///     there, so that it can be read on the terminal's own background, be it dark or light.
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

    /// Neither black nor white.
    private static let greys = 40..<230

    /// Red, green and blue (0–255) as xterm has them.
    static func components(of index: UInt8) -> [Int] {
        switch index {
        case 0..<8: (0..<3).map { index >> $0 & 1 == 1 ? 205 : 0 }
        case 8..<16: index == 8 ? [127, 127, 127] : (0..<3).map { index >> $0 & 1 == 1 ? 255 : 0 }
        case 16..<232: [36, 6, 1].map { (Int(index) - 16) / $0 % 6 }.map { $0 == 0 ? 0 : 55 + 40 * $0 }
        default: Array(repeating: 8 + 10 * (Int(index) - 232), count: 3)
        }
    }
}
