/// What is wrong with a word of a filter.
public struct FilterProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What may be wrong.
    public enum Kind: Hashable, Sendable {
        /// A key and no value: `status:`.
        case noValue
        /// A quotation mark that has no second one.
        case openQuote
        /// A text where a whole number is asked for.
        case notANumber
        /// No size in bytes: `size>big`.
        case notASize
        /// No moment and no age: `updated<soon`.
        case notAMoment
        /// Neither yes nor no.
        case notAFlag
        /// None of the values that there are.
        case noSuchValue(choices: [String])
        /// `<` or `>` where there is no more or less: `name>a`.
        case noOrder
        /// `:` with a moment, which nothing happens at exactly.
        case needsOrder
        /// Several values, or a wildcard, where only one can be meant.
        case notOneValue
        /// `owner:me` where the login has not told the project.
        case unknownProject
    }

    /// What is wrong.
    public let kind: Kind
    /// The word, as it was typed.
    public let word: String
    /// How many characters are before the word.
    public let column: Int

    /// What is wrong, and what to write instead.
    public var description: String {
        // A word that ends with its colon would have two.
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
        case .noOrder: "there is no more or less of it; write “:”."
        case .needsOrder: "write < for younger than an age or before a date, > for the opposite."
        case .notOneValue: "one value has to follow, without wildcards."
        case .unknownProject: "the login has not told which project this is; write its id."
        }
    }
}
