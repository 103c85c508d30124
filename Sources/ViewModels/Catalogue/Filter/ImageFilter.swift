package import Foundation
package import ImageModel

/// A filter for a list of images, as a person writes it.
///
/// ```swift
/// let filter = try ImageFilter("status:active name:debian* size>1G updated<7d lts")
/// ```
///
/// A filter consists of words separated by blanks, all of which have to match. `key:value` asks for a value, and `key:a,b` for
/// either of two; `*` and `?` are wildcards unless quoted. Sizes, numbers and times take `<`, `<=`, `>` and `>=`; `updated<7d`
/// matches images changed in the last seven days. A key that is not an attribute of the API is the name of a property. A word
/// without a key is searched for in names, ids and tags.
package struct ImageFilter: Hashable, Sendable {
    /// The text as it was written.
    package let text: String
    let terms: [FilterTerm]

    /// The filter that matches every image.
    package static let none = ImageFilter(text: "", terms: [])

    private init(text: String, terms: [FilterTerm]) {
        self.text = text
        self.terms = terms
    }

    /// Parses a filter.
    ///
    /// - Throws: A `FilterProblem` with the first word that makes no sense.
    package init(_ text: String) throws(FilterProblem) {
        var terms: [FilterTerm] = []
        for word in try FilterWord.words(of: text) { terms.append(try FilterTerm(word)) }
        self.init(text: text, terms: terms)
    }

    /// Parses a filter that is being typed, as far as the first word that makes no sense.
    package init(understoodIn text: String) {
        do throws(FilterProblem) {
            try self.init(text)
        } catch {
            self = (try? ImageFilter(String(text.prefix(error.column)))) ?? .none
        }
    }

    /// Whether the filter has no conditions.
    package var isEmpty: Bool { terms.isEmpty }

    /// Whether an image matches the filter, as far as its record tells.
    package func matches(_ image: Image, _ context: FilterContext) -> Bool {
        terms.allSatisfy { $0.matches(image, context) }
    }
}

/// The time and project that words such as `updated<7d` and `owner:me` refer to.
package struct FilterContext: Hashable, Sendable {
    /// The moment that ages are counted from.
    package var now: Date
    /// The id of the login's project; nil if it is not known.
    package var project: String?

    /// Creates a context.
    package init(now: Date, project: String?) {
        self.now = now
        self.project = project
    }
}
