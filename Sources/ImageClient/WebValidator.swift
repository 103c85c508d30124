import NIOHTTP1

/// A strong validator, which shows that the data at an address is unchanged byte for byte, so that parts of it may be combined.
/// Source: RFC 9110, 8.8 and 13.1.5.
struct WebValidator: Hashable, Sendable {
    /// The name of the header that contains the validator.
    let header: String
    /// The validator, as `If-Range` repeats it.
    let value: String

    /// Takes the validator from the answer to a request for the whole data; nil if the server does not support ranges, or the
    /// validator is weak.
    init?(_ headers: HTTPHeaders) {
        let ranges = headers[canonicalForm: "Accept-Ranges"]
        guard ranges.contains(where: { $0.lowercased() == "bytes" }) else { return nil }
        if let tag = headers.first(name: "ETag") {
            guard tag.hasPrefix("\"") else { return nil }
            (header, value) = ("ETag", tag)
        } else if let moment = headers.first(name: "Last-Modified"), let now = headers.first(name: "Date"),
            moment != now
        {
            // Data that was changed in the same second as the answer may change again within that second.
            (header, value) = ("Last-Modified", moment)
        } else {
            return nil
        }
    }

    /// Whether an answer is about the same data; one without the header counts as such.
    func allows(_ headers: HTTPHeaders) -> Bool { headers.first(name: header).map { $0 == value } ?? true }
}
