import Foundation
import Testing

@testable import ImageModel

@Suite struct TimestampTests {
    @Test(
        "a moment is read as ISO 8601, and its text is kept",
        arguments: [
            ("2025-10-22T08:40:44Z", 1_761_122_444), ("2025-10-22T10:40:44+02:00", 1_761_122_444),
            ("2025-10-22T08:40:44.500Z", 1_761_122_444.5), ("1970-01-01T00:00:00Z", 0),
        ] as [(String, Double)])
    func moments(_ text: String, _ seconds: Double) throws {
        let timestamp = Timestamp(rawValue: text)
        let date = try #require(timestamp.date)
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.001)
        #expect(timestamp.rawValue == text)
    }

    @Test(
        "what is no moment has no date, and keeps its text",
        arguments: ["", "yesterday", "2025-13-01T00:00:00Z", "2025-10-22"])
    func notMoments(_ text: String) {
        #expect(Timestamp(rawValue: text).date == nil)
        #expect(Timestamp(rawValue: text).rawValue == text)
    }
}
