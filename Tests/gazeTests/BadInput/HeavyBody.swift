/// JSON that is large or deep, and cheap to send.
struct HeavyBody: Sendable, CustomStringConvertible {
    let name: String
    let bytes: [UInt8]

    var description: String { "\(name) (\(bytes.count) bytes)" }

    /// A little less than a body may have at most: there is room for what it is put in.
    private static let most = (1 << 20) - 2048

    static let all: [HeavyBody] = [
        HeavyBody(name: "arrays in each other", "[", 100_000, "]"),
        HeavyBody(name: "arrays that never end", "[", 100_000, ""),
        HeavyBody(name: "objects in each other", "{\"a\":", 100_000, "}", middle: "1"),
        HeavyBody(name: "objects that never end", "{\"a\":", 100_000, ""),
        HeavyBody(name: "arrays as deep as JSON may be", "[", 500, "]"),
        HeavyBody(name: "objects as deep as JSON may be", "{\"a\":", 500, "}", middle: "1"),
        HeavyBody(name: "a million keys", list: 1_000_000, "{", "}") { "\"k\($0)\":1" },
        HeavyBody(name: "as many keys as fit", list: most / 13, "{", "}") { "\"k\($0)\":1" },
        HeavyBody(name: "the same key again and again", list: most / 6, "{", "}") { _ in "\"k\":1" },
        HeavyBody(name: "zeros", list: most / 2, "[", "]") { _ in "0" },
        HeavyBody(name: "empty arrays", list: most / 3, "[", "]") { _ in "[]" },
        HeavyBody(name: "empty objects", list: most / 3, "[", "]") { _ in "{}" },
        HeavyBody(name: "short texts", list: most / 4, "[", "]") { _ in "\"\"" },
        HeavyBody(name: "operations", list: most / 35, "[", "]") { #"{"op":"add","path":"/a\#($0)","value":""}"# },
        HeavyBody(name: "a number of ten thousand digits", "9", 10_000, ""),
        HeavyBody(name: "a number of a million digits", "9", most, ""),
        HeavyBody(name: "a fraction of a million digits", "0.", 1, "", middle: String(repeating: "3", count: most)),
        HeavyBody(
            name: "an exponent of ten thousand digits", "1e", 1, "", middle: String(repeating: "9", count: 10_000)),
        HeavyBody(name: "a number too large for any computer", "1e400", 1, ""),
        HeavyBody(name: "a long text", "\"", 1, "\"", middle: String(repeating: "x", count: most)),
        HeavyBody(name: "a text of escapes", "\"", 1, "\"", middle: String(repeating: "\\u0041", count: most / 6)),
        HeavyBody(name: "a text of line breaks", "\"", 1, "\"", middle: String(repeating: "\\n", count: most / 2)),
        HeavyBody(
            name: "a text of accents", "\"", 1, "\"", middle: "e" + String(repeating: "\u{301}", count: most / 2)),
        HeavyBody(name: "halves of characters", "\"", 1, "\"", middle: String(repeating: "\\ud800", count: most / 6)),
        HeavyBody(name: "spaces", " ", most, "1"),
        HeavyBody(name: "more than there may be", " ", 32 << 20, "1"),
    ]

    private init(name: String, _ head: String, _ count: Int, _ tail: String, middle: String = "") {
        self.name = name
        bytes = Array((String(repeating: head, count: count) + middle + String(repeating: tail, count: count)).utf8)
    }

    private init(name: String, list count: Int, _ head: String, _ tail: String, _ element: (Int) -> String) {
        self.name = name
        var bytes = Array(head.utf8)
        for index in 0..<count {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += element(index).utf8
        }
        self.bytes = bytes + Array(tail.utf8)
    }
}
