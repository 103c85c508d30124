public import Foundation
public import ImageModel

/// Which images a list is to have, as a person writes it.
///
/// ```swift
/// let filter = try ImageFilter("status:active name:debian* size>1G updated<7d lts")
/// ```
///
/// Words with blanks between them, all of which have to hold. `key:value` asks for a value, and `a,b` for either of two;
/// `*` and `?` are wildcards, unless they are in quotation marks. Sizes, numbers and times take `<`, `<=`, `>` and `>=`;
/// `updated<7d` is what changed in the last seven days. A key that the API has no attribute for is a property's. A word
/// without a key is looked for in names, ids and tags.
public struct ImageFilter: Hashable, Sendable {
    /// The text as it was written.
    public let text: String
    let terms: [FilterTerm]

    /// Every image.
    public static let none = ImageFilter(text: "", terms: [])

    private init(text: String, terms: [FilterTerm]) {
        self.text = text
        self.terms = terms
    }

    /// Reads a filter.
    ///
    /// - Throws: what is wrong with the first word that makes no sense.
    public init(_ text: String) throws(FilterProblem) {
        var terms: [FilterTerm] = []
        for word in try FilterWord.words(of: text) { terms.append(try FilterTerm(word)) }
        self.init(text: text, terms: terms)
    }

    /// Reads what makes sense of a filter that is being typed: the words before the first one that makes none.
    public init(understoodIn text: String) {
        do throws(FilterProblem) {
            try self.init(text)
        } catch {
            self = (try? ImageFilter(String(text.prefix(error.column)))) ?? .none
        }
    }

    /// Whether it asks for nothing.
    public var isEmpty: Bool { terms.isEmpty }

    /// Whether an image is as asked, as far as its record tells.
    public func matches(_ image: Image, _ context: FilterContext) -> Bool {
        terms.allSatisfy { $0.matches(image, context) }
    }
}

/// What a filter's words mean only at a time and for somebody: `updated<7d`, `owner:me`.
public struct FilterContext: Hashable, Sendable {
    /// The moment that ages are counted from.
    public var now: Date
    /// The id of the project that is logged in to; nil where it is not known.
    public var project: String?

    /// A moment and a project.
    public init(now: Date, project: String?) {
        self.now = now
        self.project = project
    }
}
