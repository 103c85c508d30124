import Foundation

extension Date {
    /// The time in microseconds since 1970, the form in which the catalogue stores times.
    var microseconds: Int64 { Int64(timeIntervalSince1970 * 1_000_000) }
}
