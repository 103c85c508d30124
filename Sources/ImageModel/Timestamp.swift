package import Foundation

/// A point in time as the API writes it: ISO 8601, for example `2025-10-22T08:40:44Z`.
package struct Timestamp: RawRepresentable, Hashable, Sendable, Codable {
    /// The text as received; detail views show it unchanged.
    package let rawValue: String

    /// Creates the timestamp with this text.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// The point in time; nil if the text is not ISO 8601.
    package var date: Date? {
        if let date = try? Date(rawValue, strategy: .iso8601) { return date }
        return try? Date(rawValue, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
