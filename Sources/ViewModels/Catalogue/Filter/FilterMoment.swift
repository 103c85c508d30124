import Foundation

/// What a record's time is compared with: an age, or a moment on the calendar.
enum FilterMoment: Hashable, Sendable {
    /// A number of seconds before now.
    case age(TimeInterval)
    case date(Date)

    /// Parses an age (`7d`, `12h`, `30min`, `45s`, `2w`, `1y`) or an ISO 8601 date, which begins at midnight in UTC, or moment.
    init?(_ text: String) {
        if let match = text.wholeMatch(of: /(\d{1,9})(s|min|m|h|d|w|y)/), let number = Double(match.1),
            let seconds = Self.units[String(match.2)]
        {
            self = .age(number * seconds)
        } else if let date = try? Date(text, strategy: .iso8601) {
            self = .date(date)
        } else if let date = try? Date(text, strategy: .iso8601.year().month().day()) {
            self = .date(date)
        } else {
            return nil
        }
    }

    private static let units: [String: TimeInterval] = [
        "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_557_600,
    ]

    /// Returns the moment to compare with, and how. For an age the comparison is reversed: what is younger happened later.
    func bound(_ comparison: FilterWord.Comparison, now: Date) -> (Date, FilterWord.Comparison) {
        switch self {
        case .date(let date): return (date, comparison)
        case .age(let age):
            let turned: FilterWord.Comparison =
                switch comparison {
                case .equal: .equal
                case .less: .greater
                case .lessOrEqual: .greaterOrEqual
                case .greater: .less
                case .greaterOrEqual: .lessOrEqual
                }
            // The API's times have whole seconds.
            return (Date(timeIntervalSince1970: (now.timeIntervalSince1970 - age).rounded(.down)), turned)
        }
    }
}
