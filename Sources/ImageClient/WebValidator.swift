import NIOHTTP1

/// What shows that the data of an address is byte for byte what it was, so that a part of it may be put to another.
/// Source: RFC 9110, 8.8 and 13.1.5.
struct WebValidator: Hashable, Sendable {
    /// The header that says it.
    let header: String
    /// What it says, as `If-Range` repeats it.
    let value: String

    /// What the answer to a request for all of it says; nil where parts of it cannot be asked for, or what it says is not strong.
    init?(_ headers: HTTPHeaders) {
        let ranges = headers[canonicalForm: "Accept-Ranges"]
        guard ranges.contains(where: { $0.lowercased() == "bytes" }) else { return nil }
        if let tag = headers.first(name: "ETag") {
            guard tag.hasPrefix("\"") else { return nil }
            (header, value) = ("ETag", tag)
        } else if let moment = headers.first(name: "Last-Modified"), let now = headers.first(name: "Date"),
            moment != now
        {
            // What was changed in the second of the answer may be changed once more in it.
            (header, value) = ("Last-Modified", moment)
        } else {
            return nil
        }
    }

    /// Whether an answer is not about other data; one that says nothing of it is not.
    func allows(_ headers: HTTPHeaders) -> Bool { headers.first(name: header).map { $0 == value } ?? true }
}
