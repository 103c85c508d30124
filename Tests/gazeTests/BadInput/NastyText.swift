import TestSupport

/// Texts that a service may stumble over, as bytes: not all of them are texts.
enum NastyText {
    /// Short ones, for paths, queries and headers. None has a line's end in it.
    static let all: [[UInt8]] = words.map { Array($0.utf8) } + others

    private static let others: [[UInt8]] = [
        [0xFF], [0xFE, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98],
        [0x61, 0x00, 0x62], [0x00], [0x01], [0x7F], [0x1B, 0x5B, 0x32, 0x4A], [0x09], [0x0B],
    ]

    private static let words: [String] = [
        "", " ", "  x  ", "%", "%z", "%zz", "%0", "%00", "a%00b", "%0a", "%0d%0a", "%20", "%25", "%2e%2e", "%2f", "%5c",
        "%ff", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%E2%80%AE", "é", "😀", "\u{202E}abc", "\u{FEFF}",
        "e\u{301}\u{301}", "\u{FFFF}", ".", "..", "../../etc/passwd", "/", "//", "a/b", "\\", "a\\b", "*", "?", "#",
        "&", "=", "+", ";", "a;b", ":", ",", "'", "\"", "<script>", "'; DROP TABLE image; --", "null", "None", "true",
        "TRUE", "0", "-0", "-1", "1.5", "1e3", "1e400", "-1e400", "NaN", "Infinity", "0x10", "٣", "2147483648",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "in:", "in:,",
        "in:\"", "in:\"a", "in:\"a\"b", "in:a\"b\"", "in:\"\\\"\",x", "eq:", "neq:x", "gt:", "gte:2026-99-99",
        "lt:2026-01-01T00:00:00+99:99", "2026-02-30", "0000-00-00", "9999-12-31T23:59:59.9999999999999Z", "asc",
        "desc", "name:asc,,id:", "name:asc:desc", "bytes=0-", "application/json", "chunked", "close", "all", "public",
        "queued", "raw", "sha512",
        String(repeating: "a", count: 255), String(repeating: "é", count: 256), String(repeating: "x", count: 5_000),
        String(repeating: "9", count: 10_000), String(repeating: "%41", count: 3_000),
        String(repeating: "e\u{301}", count: 2_000), String(repeating: "../", count: 500),
        String(repeating: "\u{301}", count: 2_000), String(repeating: "(", count: 3_000),
    ]

    static func any(_ random: inout SplitMix) -> [UInt8] { all.randomElement(using: &random) ?? [] }
}

extension [UInt8] {
    /// These bytes with a few of them changed, left out, doubled, or something else put in.
    func mutated(_ random: inout SplitMix) -> [UInt8] {
        var bytes = self
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 3: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
            default: bytes.insert(contentsOf: NastyText.any(&random), at: place)
            }
        }
        return bytes
    }
}
