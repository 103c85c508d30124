import Foundation
package import ImageModel

/// A filter divided into the part that the service evaluates and the part that is matched here.
///
/// The division follows Glance's `GET /v2/images`: it compares names, ids, states and formats with one value or with a list
/// (`in:`), tags with every value given, sizes and minimums with bounds, times with operators, and everything else with one
/// value. It supports no wildcards and no lists of owners, tags or properties, and accepts each parameter only once, except for
/// tags.
package struct FilterRequest: Hashable, Sendable {
    /// The conditions sent to the service.
    package private(set) var conditions: [ImageQuery.Condition] = []
    /// The words that the service evaluates completely.
    package private(set) var asked: [String] = []
    /// The words that are matched here.
    package private(set) var matchedHere: [String] = []
    /// The whole filter.
    package let filter: ImageFilter
    private var terms: [FilterTerm] = []
    private let context: FilterContext

    /// The request for every image.
    static let everything = FilterRequest(dividing: .none, FilterContext(now: .distantPast, project: nil))

    /// Divides a filter.
    ///
    /// - Throws: A `FilterProblem` if the filter needs a project that is not known.
    package init(_ filter: ImageFilter, _ context: FilterContext) throws(FilterProblem) {
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

    /// Returns the same request at another moment, from which ages are counted.
    func renewed(at now: Date) -> FilterRequest {
        FilterRequest(dividing: filter, FilterContext(now: now, project: context.project))
    }

    /// Whether an image matches the whole filter, as far as its record tells.
    ///
    /// Hidden images are listed only if they are asked for (`os_hidden`, Image API v2).
    func admits(_ image: Image) -> Bool {
        let asksForHidden = filter.terms.contains { if case .flag(.hidden, _) = $0.test { true } else { false } }
        return filter.matches(image, context) && (asksForHidden || !image.isHidden)
    }

    /// Whether the service evaluates the whole filter.
    package var isWhole: Bool { terms.isEmpty }

    /// Whether an image matches the part that the service does not evaluate.
    package func matches(_ image: Image) -> Bool { terms.allSatisfy { $0.matches(image, context) } }

    /// Returns the condition that the service gets for a test, and whether that covers the whole test.
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
            // Unless it is asked to, the service does not list the images that others share with the community.
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

    /// Returns the only value, if there is exactly one and it is a literal.
    private static func single(_ patterns: [FilterPattern]) -> String? {
        patterns.count == 1 ? patterns[0].literal.flatMap { $0.isEmpty ? nil : $0 } : nil
    }

    private static func text(_ attribute: ImageAttribute, _ patterns: [FilterPattern]) -> ImageQuery.Condition? {
        if let value = single(patterns) {
            guard !isSpecial(attribute) else { return nil }
            // The service would take the part before a colon for an operator.
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
        // The service refuses negative sizes.
        return value < 0 ? nil : .init(attribute.rawValue + suffix, "\(value)")
    }

    /// The attributes that the API compares with a list.
    private static let listed: Set<ImageAttribute> = [.name, .id, .status, .diskFormat, .containerFormat]

    /// The API's operators for times.
    private static let operators: [FilterWord.Comparison: String] = [
        .less: "lt", .lessOrEqual: "lte", .greater: "gt", .greaterOrEqual: "gte",
    ]

    /// Whether a property's name means something else as a parameter of the list request.
    private static func isSpecial(_ attribute: ImageAttribute) -> Bool {
        parameters.contains(attribute.rawValue) || attribute.rawValue.hasSuffix("_min")
            || attribute.rawValue.hasSuffix("_max")
    }

    private static let parameters: Set<String> = [
        "limit", "marker", "sort", "sort_key", "sort_dir", "changes-since", "deleted", "is_public", "self", "file",
        "schema", "tags", "location", "locations", "stores", "direct_url",
    ]
}
