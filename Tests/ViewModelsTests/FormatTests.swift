import Foundation
import Testing

@testable import ViewModels

@Suite struct FormatTests {
    @Test(
        "bytes have a binary prefix and one decimal at most",
        arguments: [
            (0, "0 B"), (1, "1 B"), (512, "512 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"),
            (1_048_575, "1 MiB"), (59_034_829, "56.3 MiB"), (2 << 30, "2 GiB"), (3 << 40, "3 TiB"), (1 << 50, "1 PiB"),
            (.max, "8 EiB"),
        ] as [(Int64, String)])
    func bytes(_ count: Int64, _ text: String) {
        #expect(Format.bytes(count) == text)
    }

    @Test(
        "a rate is bytes a second, whatever the measurement gave",
        arguments: [
            (0, "0 B/s"), (1536.7, "1.5 KiB/s"), (-5, "0 B/s"), (.nan, "0 B/s"), (.infinity, "0 B/s"),
            (1e30, "8 EiB/s"),
        ] as [(Double, String)])
    func rate(_ rate: Double, _ text: String) {
        #expect(Format.rate(rate) == text)
    }

    @Test(
        "a duration has its two largest units",
        arguments: [
            (0, "0 s"), (-3, "0 s"), (8, "8 s"), (59, "59 s"), (60, "1 min"), (125, "2 min 5 s"), (3599, "59 min 59 s"),
            (3600, "1 h"), (12_000, "3 h 20 min"), (3659, "1 h"),
        ])
    func duration(_ seconds: Int, _ text: String) {
        #expect(Format.duration(.seconds(seconds)) == text)
    }

    @Test(
        "a moment is so long ago",
        arguments: [
            (-100, "now"), (0, "now"), (1, "now"), (2, "2 s ago"), (59, "59 s ago"), (60, "1 min ago"),
            (3599, "59 min ago"), (3600, "1 h ago"), (86_399, "23 h ago"), (86_400, "yesterday"),
            (172_799, "yesterday"), (172_800, "2 days ago"), (2_419_199, "27 days ago"), (2_419_200, "2025-09-24"),
        ])
    func ago(_ seconds: Int, _ text: String) {
        let now = Date(timeIntervalSince1970: 1_761_122_444)
        #expect(Format.ago(now.addingTimeInterval(-Double(seconds)), now: now) == text)
    }

    @Test(
        "a count has its thousands apart",
        arguments: [
            (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1430, "1,430"), (1_234_567, "1,234,567"),
            (-1430, "-1,430"), (-100, "-100"),
        ])
    func count(_ number: Int, _ text: String) {
        #expect(Format.count(number) == text)
    }
}
