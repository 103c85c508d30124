import HTTPTypes

/// Parses the part of an image's data that a request asks for with `Range`, or with `Content-Range`, which Glance accepts as
/// well.
///
/// Source: RFC 9110, 14.1.2 "Byte Ranges"; the errors are worded like Glance's.
enum ByteRange {
    /// - Parameter size: the size of the data, in bytes.
    /// - Returns: the bytes that `Range` asks for.
    /// - Throws: `Fault` 400 for several ranges, or 416 for a range that is malformed or outside the data.
    static func parse(_ text: String, size: Int64) throws -> Range<Int64> {
        guard let match = text.wholeMatch(of: /\s*bytes\s*=(.*)/.ignoresCase()) else {
            throw Fault.range("Invalid Range header.")
        }
        let list = match.1
        guard !list.contains(",") else {
            throw Fault.badRequest(
                "Requests with multiple ranges are not supported in Glance. You may make multiple single-range requests "
                    + "instead.")
        }
        let parts = list.split(separator: "-", omittingEmptySubsequences: false).map { String($0).trimmingSpaces() }
        let ends = parts.map { number($0) }
        switch (ends.count, ends.first ?? nil, ends.last ?? nil) {
        case (2, let start?, let end) where parts.last == "" || end != nil:
            guard start < size else { throw outside("start", "Range", "Start", size) }
            guard let end else { return start..<size }
            guard end >= start else { throw Fault.range("Invalid Range header.") }
            return start..<min(end, size - 1) + 1
        case (2, nil, let count?) where parts.first == "" && count > 0:
            guard size > 0 else { throw Fault.range("The image's data is empty.") }
            return max(0, size - count)..<size
        default: throw Fault.range("Invalid Range header.")
        }
    }

    /// - Parameter size: the size of the data, in bytes.
    /// - Returns: the bytes that `Content-Range` asks for.
    /// - Throws: `Fault` 416 if the header is malformed, or the range ends beyond the length that it states or beyond the data.
    static func parse(contentRange text: String, size: Int64) throws -> Range<Int64> {
        guard let match = text.wholeMatch(of: /bytes (\d+)-(\d+)\/(\*|\d+)/), let start = Int64(match.1),
            let end = Int64(match.2), end >= start, match.3 == "*" || Int64(match.3).map({ end < $0 }) ?? true
        else { throw Fault.range("Invalid Content-Range header.") }
        guard end < size else { throw outside("stop", "Content-Range", "The stop", size) }
        return start..<end + 1
    }

    /// Parses digits only, as a range allows no other notation. A number too large for `Int64` becomes the greatest one.
    private static func number(_ text: String) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
        return Int64(text) ?? .max
    }

    private static func outside(_ what: String, _ header: String, _ subject: String, _ size: Int64) -> Fault {
        .range(
            "Invalid \(what) position in \(header) header. \(subject) position MUST be in the inclusive range "
                + "[0, \(size - 1)].")
    }
}

extension Fault {
    /// Status 416 with Glance's reason phrase.
    private static let rangeStatus = HTTPResponse.Status(code: 416, reasonPhrase: "Request Range Not Satisfiable")

    fileprivate static func range(_ reason: String) -> Fault {
        Fault(status: rangeStatus, message: "The Range requested is not available.\n\n\(reason)")
    }
}
