/// An error in a word of a filter.
package struct FilterProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of errors.
    package enum Kind: Hashable, Sendable {
        /// A key without a value: `status:`.
        case noValue
        /// An unterminated quotation mark.
        case openQuote
        /// Not a whole number where one is required.
        case notANumber
        /// Not a size in bytes: `size>big`.
        case notASize
        /// Neither a moment nor an age: `updated<soon`.
        case notAMoment
        /// Neither yes nor no.
        case notAFlag
        /// None of the values that the key allows.
        case noSuchValue(choices: [String])
        /// `<` or `>` with a key whose values have no order: `name>a`.
        case noOrder
        /// `:` with a moment, since nothing happens at exactly that time.
        case needsOrder
        /// Several values or a wildcard where only one value makes sense.
        case notOneValue
        /// `owner:me` when the login does not tell the project.
        case unknownProject
    }

    /// What is wrong.
    package let kind: Kind
    /// The word as it was typed.
    package let word: String
    /// The number of characters before the word.
    package let column: Int

    /// What is wrong, and what to write instead.
    package var description: String {
        // A word that ends with a colon would be followed by a second one.
        kind == .noValue ? "a value has to follow “\(word)”." : "\(word): \(advice)"
    }

    private var advice: String {
        switch kind {
        case .noValue: "a value has to follow."
        case .openQuote: "the quotation mark needs a second one."
        case .notANumber: "a whole number has to follow, for example 20."
        case .notASize: "a size has to follow, for example 1G, 512M or a number of bytes."
        case .notAMoment: "an age has to follow, for example 7d or 30min, or a date: 2026-01-31."
        case .notAFlag: "yes or no has to follow."
        case .noSuchValue(let choices): "it may be " + choices.joined(separator: ", ") + "."
        case .noOrder: "it cannot be compared with < or >; write “:”."
        case .needsOrder: "write < for younger than an age or before a date, > for the opposite."
        case .notOneValue: "one value has to follow, without wildcards."
        case .unknownProject: "the login has not told which project this is; write its id."
        }
    }
}
