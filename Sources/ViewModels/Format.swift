package import Foundation

/// Formats numbers and times for screens. Always in English, whatever the locale, so that columns stay aligned and the text can
/// be searched for.
package enum Format {
    /// Formats a number of bytes with a binary prefix: `512 B`, `56.3 MiB`, `2 GiB`.
    package static func bytes(_ count: Int64) -> String {
        guard count >= 1024 else { return "\(count) B" }
        var value = Double(count) / 1024
        var unit = 0
        let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
        while value >= 1023.95, unit + 1 < units.count {
            value /= 1024
            unit += 1
        }
        return "\(oneDecimal(value)) \(units[unit])"
    }

    /// Formats a rate in bytes per second, limited to what 64 bits can hold.
    package static func rate(_ bytesPerSecond: Double) -> String {
        let rate = bytesPerSecond.isFinite ? max(0, bytesPerSecond) : 0
        return "\(bytes(rate < 0x1p63 ? Int64(rate) : .max))/s"
    }

    /// Formats a duration: `8 s`, `2 min 5 s`, `3 h 20 min`.
    package static func duration(_ duration: Duration) -> String {
        let seconds = max(0, Int(duration.components.seconds))
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(seconds / 60) min" + (seconds % 60 == 0 ? "" : " \(seconds % 60) s")
        default: return "\(seconds / 3600) h" + (seconds / 60 % 60 == 0 ? "" : " \(seconds / 60 % 60) min")
        }
    }

    /// Formats how long ago a moment was: `now`, `2 min ago`, `yesterday`, and the date after four weeks.
    package static func ago(_ moment: Date, now: Date) -> String {
        let seconds = Int(now.timeIntervalSince(moment).rounded(.down))
        switch seconds {
        case ..<2: return "now"
        case ..<60: return "\(seconds) s ago"
        case ..<3600: return "\(seconds / 60) min ago"
        case ..<86_400: return "\(seconds / 3600) h ago"
        case ..<172_800: return "yesterday"
        case ..<2_419_200: return "\(seconds / 86_400) days ago"
        default: return moment.formatted(.iso8601.year().month().day())
        }
    }

    /// Formats a count with thousands separators: `1,430`.
    package static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        let grouped = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : String(digit)
        }
        return (number < 0 ? "-" : "") + grouped.joined()
    }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
