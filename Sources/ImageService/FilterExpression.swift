import Foundation

/// The value of a filter, with an optional operator before it: `in:a,"b,c"`, `gte:2026-01-01T00:00:00Z`.
struct FilterExpression {
    private let operation: String
    private let operand: String

    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        // A timestamp contains colons itself.
        if parts.count == 2, Self.moment(text) == nil {
            (operation, operand) = (parts[0], parts[1])
        } else {
            (operation, operand) = ("eq", text)
        }
    }

    /// The texts, one of which an attribute must equal.
    ///
    /// - Throws: `Fault` 400 for an operator that does not apply to texts.
    var texts: [String] {
        get throws {
            switch operation {
            case "eq": [operand]
            case "in": try Self.elements(operand)
            default: throw Fault.badRequest("Unable to filter by unknown operator '\(operation)'.")
            }
        }
    }

    /// The SQL operator that compares with a timestamp.
    ///
    /// - Throws: `Fault` 400 for an operator that does not apply to timestamps.
    var comparison: String {
        get throws {
            switch operation {
            case "gt": ">"
            case "gte": ">="
            case "lt": "<"
            case "lte": "<="
            case "neq": "<>"
            case "eq": "="
            default: throw Fault.badRequest("Unable to filter on a unknown operator.")
            }
        }
    }

    /// The timestamp to compare with, in microseconds since 1970.
    ///
    /// - Throws: `Fault` 400 if it is not ISO 8601.
    func microseconds(_ name: String) throws -> Int64 {
        guard let moment = Self.moment(operand) else {
            throw Fault.badRequest("Bad \"\(name)\" query filter format. Use ISO 8601 DateTime notation.")
        }
        return moment
    }

    private static func moment(_ text: String) -> Int64? {
        let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard let date = halves.first?.wholeMatch(of: /(\d{4})(?:-(\d\d?)(?:-(\d\d?))?|(\d\d)(\d\d))?/) else {
            return nil
        }
        var parts = DateComponents(timeZone: .gmt)
        parts.calendar = Calendar(identifier: .gregorian)
        parts.year = Int(date.1)
        (parts.month, parts.day) = (1, 1)
        if let month = date.2 ?? date.4 { parts.month = Int(month) }
        let day = date.3 ?? date.5
        if let day { parts.day = Int(day) }
        (parts.hour, parts.minute, parts.second) = (0, 0, 0)
        var (fraction, zone): (Substring?, Substring?)
        if halves.count > 1 {
            let pattern = /(\d\d)(?::?(\d\d)(?::?(\d\d?))?(?:[.,](\d{1,6})\d*)?)?(Z|[+-]\d\d(?::?\d\d)?)?/
            guard day != nil, let time = halves[1].wholeMatch(of: pattern) else { return nil }
            parts.hour = Int(time.1)
            if let minute = time.2 { parts.minute = Int(minute) }
            if let second = time.3 { parts.second = Int(second) }
            (fraction, zone) = (time.4, time.5)
        }
        guard parts.year != 0, parts.isValidDate, let instant = parts.date else { return nil }
        let microseconds = fraction.map { $0.padding(toLength: 6, withPad: "0", startingAt: 0) } ?? "0"
        let offset = offset(zone)
        // No time zone is a day or more ahead or behind.
        guard abs(offset) < 24 * 3600 else { return nil }
        let seconds = Int64(instant.timeIntervalSince1970) - offset
        return seconds * 1_000_000 + (Int64(microseconds) ?? 0)
    }

    /// The offset of a time zone from UTC, in seconds; positive if it is ahead.
    private static func offset(_ zone: Substring?) -> Int64 {
        guard let zone, zone != "Z" else { return 0 }
        let digits = zone.dropFirst().filter { $0 != ":" }
        let hours = Int64(digits.prefix(2)) ?? 0
        let minutes = Int64(digits.dropFirst(2)) ?? 0
        return (zone.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    /// The elements of a list: separated by commas, and in double quotes if they contain a comma.
    private static func elements(_ text: String) throws -> [String] {
        func fault(_ reason: String) -> Fault { .badRequest("Invalid filter value \(text). \(reason)") }
        var elements: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix("\"") {
                guard let match = rest.prefixMatch(of: /"((?:[^"\\]|\\.)*)"/) else {
                    throw fault("The quote is not closed.")
                }
                rest = rest[match.range.upperBound...]
                guard rest.isEmpty || rest.hasPrefix(",") else {
                    throw fault("There is no comma after closing quotation mark.")
                }
                elements.append(String(match.1))
            } else {
                let element = rest.prefix { $0 != "," }
                guard !element.replacing("\\\"", with: "").contains("\"") else {
                    throw fault("There is no comma before opening quotation mark.")
                }
                rest = rest[element.endIndex...]
                elements.append(String(element))
            }
            rest = rest.dropFirst()
        }
        return elements
    }
}
