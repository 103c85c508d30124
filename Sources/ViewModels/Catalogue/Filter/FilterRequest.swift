import Foundation
public import ImageModel

/// A filter divided into what the service is asked and what is matched here.
///
/// Source of the division: Glance's `GET /v2/images`. It compares names, ids, states and formats with one value or with a
/// list (`in:`), tags with each value that is named, sizes and minimums with bounds, times with operators, and anything
/// else with one value. It knows no wildcards, no list of owners, tags or properties, and each parameter only once.
public struct FilterRequest: Hashable, Sendable {
    /// What the service is asked.
    public private(set) var conditions: [ImageQuery.Condition] = []
    /// The words that the service answers.
    public private(set) var asked: [String] = []
    /// The words that are matched here.
    public private(set) var matchedHere: [String] = []
    /// All that is wanted.
    public let filter: ImageFilter
    private var terms: [FilterTerm] = []
    private let context: FilterContext

    /// What asks for every image.
    static let everything = FilterRequest(dividing: .none, FilterContext(now: .distantPast, project: nil))

    /// Divides a filter.
    ///
    /// - Throws: where the filter means a project that is not known.
    public init(_ filter: ImageFilter, _ context: FilterContext) throws(FilterProblem) {
        for term in filter.terms where context.project == nil {
            guard case .owner(let patterns) = term.test, patterns.contains(where: { $0.literal == "me" }) else {
                continue
            }
            throw FilterProblem(kind: .unknownProject, word: term.word.text, column: term.word.column)
        }
        self.init(dividing: filter, context)
    }

    private init(dividing filter: ImageFilter, _ context: FilterContext) {
        self.filter = filter
        self.context = context
        var used: Set<String> = []
        for term in filter.terms {
            let (condition, isWhole) = Self.answer(term.test, context)
            var isAsked = false
            if let condition, condition.parameter == "tag" || used.insert(condition.parameter).inserted {
                conditions.append(condition)
                isAsked = isWhole
            }
            if isAsked {
                asked.append(term.word.text)
            } else {
                matchedHere.append(term.word.text)
                terms.append(term)
            }
        }
    }

    /// The same at another moment: ages are counted from there.
    func renewed(at now: Date) -> FilterRequest {
        FilterRequest(dividing: filter, FilterContext(now: now, project: context.project))
    }

    /// Whether an image is as wanted, as far as its record tells.
    ///
    /// Images that are hidden are listed where they are asked for alone (`os_hidden`, Image API v2).
    func admits(_ image: Image) -> Bool {
        let asksForHidden = filter.terms.contains { if case .flag(.hidden, _) = $0.test { true } else { false } }
        return filter.matches(image, context) && (asksForHidden || !image.isHidden)
    }

    /// Whether the service answers all of it.
    public var isWhole: Bool { terms.isEmpty }

    /// Whether what the service does not answer holds for an image.
    public func matches(_ image: Image) -> Bool { terms.allSatisfy { $0.matches(image, context) } }

    /// What the service is to be asked for a test, and whether that is all of it.
    private static func answer(
        _ test: FilterTerm.Test, _ context: FilterContext
    ) -> (condition: ImageQuery.Condition?, isWhole: Bool) {
        switch test {
        case .free: return (nil, false)
        case .text(let attribute, let patterns): return whole(text(attribute, patterns))
        case .tag(let patterns): return whole(single(patterns).map { .init("tag", $0) })
        case .owner(let patterns):
            return whole(single(patterns).map { .init("owner", $0 == "me" ? context.project ?? "" : $0) })
        case .visibility(nil): return (.init("visibility", "all"), true)
        case .visibility(let visibilities?):
            if visibilities.count == 1 { return (.init("visibility", visibilities[0].rawValue), true) }
            // Without being asked, the service leaves out what others offer to the community.
            return (visibilities.contains(.community) ? .init("visibility", "all") : nil, false)
        case .memberStatus(let status): return (.init("member_status", status), context.project == nil)
        case .number(let attribute, let comparison, let number): return whole(bound(attribute, comparison, number))
        case .moment(let attribute, let comparison, let moment):
            let (date, order) = moment.bound(comparison, now: context.now)
            return whole(operators[order].map { .init(attribute.rawValue, "\($0):\(date.formatted(.iso8601))") })
        case .flag(let attribute, let flag): return (.init(attribute.rawValue, flag ? "true" : "false"), true)
        }
    }

    private static func whole(_ condition: ImageQuery.Condition?) -> (ImageQuery.Condition?, Bool) {
        (condition, condition != nil)
    }

    /// The one value that is meant, where it is one.
    private static func single(_ patterns: [FilterPattern]) -> String? {
        patterns.count == 1 ? patterns[0].literal.flatMap { $0.isEmpty ? nil : $0 } : nil
    }

    private static func text(_ attribute: ImageAttribute, _ patterns: [FilterPattern]) -> ImageQuery.Condition? {
        if let value = single(patterns) {
            guard !isSpecial(attribute) else { return nil }
            // What is before a colon would be taken for an operator.
            let isCompared = listed.contains(attribute) && value.contains(":")
            return .init(attribute.rawValue, isCompared ? "eq:" + value : value)
        }
        let values = patterns.compactMap(\.literal).filter { !$0.isEmpty && !$0.contains(/["\\]/) }
        guard listed.contains(attribute), values.count == patterns.count else { return nil }
        return .init(
            attribute.rawValue, "in:" + values.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ","))
    }

    private static func bound(
        _ attribute: ImageAttribute, _ comparison: FilterWord.Comparison, _ number: Int64
    ) -> ImageQuery.Condition? {
        let (suffix, value): (String, Int64) =
            switch comparison {
            case .equal: ("", number)
            case .less: ("_max", number - 1)
            case .lessOrEqual: ("_max", number)
            case .greater: ("_min", number + 1)
            case .greaterOrEqual: ("_min", number)
            }
        // The service refuses a size below zero.
        return value < 0 ? nil : .init(attribute.rawValue + suffix, "\(value)")
    }

    /// What the API compares with one of a list.
    private static let listed: Set<ImageAttribute> = [.name, .id, .status, .diskFormat, .containerFormat]

    /// The operators of times.
    private static let operators: [FilterWord.Comparison: String] = [
        .less: "lt", .lessOrEqual: "lte", .greater: "gt", .greaterOrEqual: "gte",
    ]

    /// Whether a property's key would mean something else as a parameter of a list.
    private static func isSpecial(_ attribute: ImageAttribute) -> Bool {
        parameters.contains(attribute.rawValue) || attribute.rawValue.hasSuffix("_min")
            || attribute.rawValue.hasSuffix("_max")
    }

    private static let parameters: Set<String> = [
        "limit", "marker", "sort", "sort_key", "sort_dir", "changes-since", "deleted", "is_public", "self", "file",
        "schema", "tags", "location", "locations", "stores", "direct_url",
    ]
}
