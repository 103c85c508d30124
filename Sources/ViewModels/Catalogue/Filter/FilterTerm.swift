import Foundation
import ImageModel

/// A condition on an image, from one word of a filter.
struct FilterTerm: Hashable, Sendable {
    /// The kinds of conditions.
    enum Test: Hashable, Sendable {
        /// The name, the id or a tag contains this.
        case free(FilterPattern)
        /// An attribute or a property equals one of these.
        case text(ImageAttribute, [FilterPattern])
        /// The image has one of these tags.
        case tag([FilterPattern])
        /// One of these projects owns the image; `me` is the project of the login.
        case owner([FilterPattern])
        /// The visibility; nil for every image that may be listed.
        case visibility([Visibility]?)
        /// How members have responded to an image that was shared with them; only the service knows.
        case memberStatus(String)
        case number(ImageAttribute, FilterWord.Comparison, Int64)
        case moment(ImageAttribute, FilterWord.Comparison, FilterMoment)
        case flag(ImageAttribute, Bool)
    }

    /// The condition.
    let test: Test
    /// The word that states the condition.
    let word: FilterWord

    /// Parses a word.
    ///
    /// - Throws: A `FilterProblem` if the word makes no sense.
    init(_ word: FilterWord) throws(FilterProblem) {
        self.word = word
        test = try Self.test(word)
    }

    private static func test(_ word: FilterWord) throws(FilterProblem) -> Test {
        func problem(_ kind: FilterProblem.Kind) -> FilterProblem {
            FilterProblem(kind: kind, word: word.text, column: word.column)
        }
        guard let key = word.key else { return .free(FilterPattern(word.value)) }
        guard word.hasValue else { throw problem(.noValue) }
        let attribute = ImageAttribute(rawValue: key)
        switch attribute {
        case .size, .virtualSize:
            guard let size = ByteCount.read(word.valueText) else { throw problem(.notASize) }
            return .number(attribute, word.comparison, size)
        case .minDisk, .minRAM:
            guard let number = Int64(word.valueText), Self.numbers.contains(number) else {
                throw problem(.notANumber)
            }
            return .number(attribute, word.comparison, number)
        case .createdAt, .updatedAt:
            guard let moment = FilterMoment(word.valueText) else { throw problem(.notAMoment) }
            guard word.comparison != .equal else { throw problem(.needsOrder) }
            return .moment(attribute, word.comparison, moment)
        default: break
        }
        guard word.comparison == .equal else { throw problem(.noOrder) }
        switch attribute {
        case .hidden, .protected:
            guard let flag = flags[word.valueText.lowercased()] else { throw problem(.notAFlag) }
            return .flag(attribute, flag)
        case .visibility:
            let names = word.values.compactMap(\.literal)
            guard names.count == word.values.count, names.allSatisfy(visibilities.contains) else {
                throw problem(.noSuchValue(choices: visibilities))
            }
            return .visibility(names.contains("all") ? nil : names.map(Visibility.init(rawValue:)))
        case "member_status":
            guard memberStatuses.contains(word.valueText) else {
                throw problem(.noSuchValue(choices: memberStatuses))
            }
            return .memberStatus(word.valueText)
        case "tag": return .tag(word.values)
        case .owner: return .owner(word.values)
        default: return .text(attribute, word.values)
        }
    }

    /// The accepted numbers: more than any record has.
    private static let numbers: Range<Int64> = 0..<1 << 62
    static let visibilities = ["public", "private", "shared", "community", "all"]
    static let memberStatuses = ["pending", "accepted", "rejected", "all"]
    /// The API's states, in the order in which an image goes through them.
    static let statuses = [
        "queued", "saving", "uploading", "importing", "active", "deactivated", "killed", "pending_delete", "deleted",
    ]
    private static let flags = ["yes": true, "true": true, "no": false, "false": false]
}

extension FilterTerm {
    /// Whether an image meets the condition, as far as its record tells.
    func matches(_ image: Image, _ context: FilterContext) -> Bool {
        switch test {
        case .free(let pattern):
            return pattern.isIn(image.name ?? "") || pattern.isIn(image.id) || image.tags.contains(where: pattern.isIn)
        case .text(let attribute, let patterns):
            let value = image.text(of: attribute)
            return patterns.contains { pattern in
                value.map(pattern.matches) ?? (pattern.literal == "")
            }
        case .tag(let patterns): return patterns.contains { image.tags.contains(where: $0.matches) }
        case .owner(let patterns):
            return patterns.contains { pattern in
                pattern.literal == "me"
                    ? image.owner == context.project && image.owner != nil : pattern.matches(image.owner ?? "")
            }
        case .visibility(let visibilities): return visibilities?.contains(image.visibility) ?? true
        // The service lists a project's own images whatever their members have responded; the question is about images of
        // others.
        case .memberStatus: return context.project == nil || image.owner != context.project
        case .number(let attribute, let comparison, let number):
            return image.number(of: attribute).map { comparison.holds($0, number) } ?? false
        case .moment(let attribute, let comparison, let moment):
            let timestamp = attribute == .createdAt ? image.createdAt : image.updatedAt
            guard let date = timestamp?.date else { return false }
            let (bound, order) = moment.bound(comparison, now: context.now)
            return order.holds(date, bound)
        case .flag(let attribute, let flag): return (attribute == .hidden ? image.isHidden : image.isProtected) == flag
        }
    }
}

extension FilterWord.Comparison {
    /// Whether the comparison holds between two values.
    func holds<Value: Comparable>(_ value: Value, _ bound: Value) -> Bool {
        switch self {
        case .equal: value == bound
        case .less: value < bound
        case .lessOrEqual: value <= bound
        case .greater: value > bound
        case .greaterOrEqual: value >= bound
        }
    }
}

extension Image {
    /// Returns an attribute or a property as text; nil if the image has none.
    func text(of attribute: ImageAttribute) -> String? {
        switch attribute {
        case .id: id
        case .name: name
        case .status: status.rawValue
        case .diskFormat: diskFormat
        case .containerFormat: containerFormat
        case .checksum: checksum
        case .hashAlgorithm: hashAlgorithm
        case .hashValue: secureHash
        default: additional[attribute.rawValue].map { $0.string ?? $0.text() }
        }
    }

    fileprivate func number(of attribute: ImageAttribute) -> Int64? {
        switch attribute {
        case .size: size
        case .virtualSize: virtualSize
        case .minDisk: minDisk
        default: minRAM
        }
    }
}
