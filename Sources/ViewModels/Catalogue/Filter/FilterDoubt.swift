import ImageModel

/// A filter word that is valid but unlikely to match any image: probably a typing error.
package struct FilterDoubt: Hashable, Sendable, CustomStringConvertible {
    /// What may be doubtful about a word.
    package enum Kind: Hashable, Sendable {
        /// A status that the API does not have.
        case noSuchStatus(String)
        /// A property that no image read so far has.
        case noSuchProperty(String)
        /// A property whose name is one typing error away from one of the filter's own keys.
        case misspelt(String, meant: String)
    }

    /// What is doubtful.
    package let kind: Kind

    /// What is doubtful, and what to write instead, if that is known.
    package var description: String {
        switch kind {
        case .noSuchStatus(let status):
            "no image is ever “\(status)”: there are " + FilterTerm.statuses.joined(separator: ", ") + "."
        case .noSuchProperty(let name): "no image read so far has the property “\(name)”."
        case .misspelt(let name, let meant): "“\(name)” is looked for as a property; is \(meant) meant?"
        }
    }
}

extension ImageFilter {
    /// Returns the words that are unlikely to match any image, judging by the values seen on the cloud's images.
    ///
    /// - Parameters:
    ///   - seen: The values seen so far.
    ///   - isUnfinished: Whether the last word is still being typed, so that the beginning of a status is accepted.
    package func doubts(_ seen: SeenValues, isUnfinished: Bool = false) -> [FilterDoubt] {
        terms.flatMap { term -> [FilterDoubt] in
            guard case .text(let attribute, let patterns) = term.test else { return [] }
            if attribute == .status {
                let known = (seen.values[attribute.rawValue] ?? []).union(FilterTerm.statuses)
                let mayGoOn = isUnfinished && term == terms.last
                return patterns.compactMap(\.literal).filter { status in
                    !known.contains(status) && !(mayGoOn && known.contains { $0.hasPrefix(status) })
                }.map { FilterDoubt(kind: .noSuchStatus($0)) }
            }
            let isProperty = !FilterWord.attributes.contains(attribute.rawValue) && !attribute.isReserved
            guard isProperty, !seen.mayHave(property: attribute.rawValue) else { return [] }
            if let meant = FilterWord.key(near: attribute.rawValue) {
                return [FilterDoubt(kind: .misspelt(attribute.rawValue, meant: meant))]
            }
            // Before any image has been read, every property may exist.
            return seen.isEmpty ? [] : [FilterDoubt(kind: .noSuchProperty(attribute.rawValue))]
        }
    }

    /// Returns a value as it is written in a filter: in quotation marks if it would mean something else without them.
    package static func quoted(_ value: String) -> String {
        value.contains(where: FilterWord.isSpecial) ? "\"\(value)\"" : value
    }
}
