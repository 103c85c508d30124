import Foundation
import ImageModel

/// What one word of a filter asks of an image.
struct FilterTerm: Hashable, Sendable {
    /// What is asked.
    enum Test: Hashable, Sendable {
        /// The name, the id or a tag has this in it.
        case free(FilterPattern)
        /// An attribute or a property is one of these.
        case text(ImageAttribute, [FilterPattern])
        /// The image has a tag that is one of these.
        case tag([FilterPattern])
        /// One of these projects owns the image; `me` is that of the login.
        case owner([FilterPattern])
        /// Who may see it; nil for everything that may be listed.
        case visibility([Visibility]?)
        /// What others have answered who were offered the image: only the service knows.
        case memberStatus(String)
        case number(ImageAttribute, FilterWord.Comparison, Int64)
        case moment(ImageAttribute, FilterWord.Comparison, FilterMoment)
        case flag(ImageAttribute, Bool)
    }

    /// What is asked.
    let test: Test
    /// The word that says so.
    let word: FilterWord

    /// - Throws: where the word makes no sense.
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

    /// Numbers that may be meant: more than any record has.
    private static let numbers: Range<Int64> = 0..<1 << 62
    static let visibilities = ["public", "private", "shared", "community", "all"]
    static let memberStatuses = ["pending", "accepted", "rejected", "all"]
    /// The states that the API has, in the order in which an image goes through them.
    static let statuses = [
        "queued", "saving", "uploading", "importing", "active", "deactivated", "killed", "pending_delete", "deleted",
    ]
    private static let flags = ["yes": true, "true": true, "no": false, "false": false]
}

extension FilterTerm {
    /// Whether an image is as asked, as far as its record tells.
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
        // The service lists one's own images whatever their members have answered; what is asked for is what others offer.
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
    /// Whether it holds between two values.
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
    /// An attribute or a property as text; nil where the image has none.
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
