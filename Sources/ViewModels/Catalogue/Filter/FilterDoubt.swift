import ImageModel

/// A word of a filter that makes sense, and that no image is likely to fit: a slip of the pen.
public struct FilterDoubt: Hashable, Sendable, CustomStringConvertible {
    /// What may be doubted.
    public enum Kind: Hashable, Sendable {
        /// A state that the API does not have.
        case noSuchStatus(String)
        /// A property that no image had that was read so far.
        case noSuchProperty(String)
        /// One that is but a slip away from a key that the filter has itself.
        case misspelt(String, meant: String)
    }

    /// What is doubted.
    public let kind: Kind

    /// What is doubted, and what there is.
    public var description: String {
        switch kind {
        case .noSuchStatus(let status):
            "no image is ever “\(status)”: there are " + FilterTerm.statuses.joined(separator: ", ") + "."
        case .noSuchProperty(let name): "no image that was read so far has the property “\(name)”."
        case .misspelt(let name, let meant): "“\(name)” is looked for as a property; is \(meant) meant?"
        }
    }
}

extension ImageFilter {
    /// The words that no image is likely to fit, by what was seen of the cloud's images.
    ///
    /// - Parameter isUnfinished: whether the last word is still being typed, so that the beginning of a state will do.
    public func doubts(_ seen: SeenValues, isUnfinished: Bool = false) -> [FilterDoubt] {
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
            // As long as nothing has been read, any property may be there.
            return seen.isEmpty ? [] : [FilterDoubt(kind: .noSuchProperty(attribute.rawValue))]
        }
    }

    /// A value as a filter has it: in quotation marks, where it would mean something else without them.
    public static func quoted(_ value: String) -> String {
        value.contains(where: FilterWord.isSpecial) ? "\"\(value)\"" : value
    }
}
