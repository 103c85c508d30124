import NIOCore

/// An answer, read from bytes by the letter of RFC 9112.
package struct RawReply: Sendable {
    /// The status code.
    package let status: Int
    /// The headers, with their names in lower case.
    package let headers: [(name: String, value: String)]
    /// The body, its chunks put together.
    package private(set) var body: [UInt8] = []

    /// An answer that is none.
    package struct Malformed: Error, CustomStringConvertible {
        let what: String
        /// What is wrong with it.
        package var description: String { "the answer is no HTTP: \(what)" }
    }

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The first header of a name in lower case.
    package subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// Takes an answer off the bytes that have come; nil while it is not whole.
    init?(_ received: inout ByteBuffer, to method: String, isClosed: Bool) throws {
        let view = received.readableBytesView
        guard let end = Self.end(of: Array("\r\n\r\n".utf8), in: view) else { return nil }
        let lines = String(decoding: view[..<(end - 4)], as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        guard let match = lines.first?.wholeMatch(of: /HTTP\/1\.[01] (\d{3}) .*/), let status = Int(match.1) else {
            throw Malformed(what: "it begins with “\(lines.first ?? "")”")
        }
        self.status = status
        headers = try lines.dropFirst().map { line in
            guard let colon = line.firstIndex(of: ":") else { throw Malformed(what: "a header is “\(line)”") }
            return (
                line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingPrefix { $0 == " " }.description
            )
        }
        let rest = view[end...]
        let length: Int?
        if method == "HEAD" || status < 200 || status == 204 || status == 304 {
            length = 0
        } else if self["transfer-encoding"] == "chunked" {
            length = try chunks(rest)
        } else if let text = self["content-length"] {
            guard let count = Int(text), count >= 0 else { throw Malformed(what: "its length is “\(text)”") }
            length = count <= rest.count ? count : nil
            body = Array(rest.prefix(count))
        } else {
            length = isClosed ? rest.count : nil
            body = Array(rest)
        }
        guard let length else { return nil }
        received.moveReaderIndex(forwardBy: end - view.startIndex + length)
    }

    /// Reads chunks into the body.
    ///
    /// - Returns: the bytes that they took; nil while the last one is missing.
    private mutating func chunks(_ bytes: ByteBufferView) throws -> Int? {
        var rest = bytes
        while true {
            guard let end = Self.end(of: Array("\r\n".utf8), in: rest) else { return nil }
            let line = String(decoding: rest[..<(end - 2)], as: UTF8.self)
            guard let size = Int(line, radix: 16), size >= 0 else {
                throw Malformed(what: "a chunk's size is “\(line)”")
            }
            guard rest[end...].count >= size + 2 else { return nil }
            body += rest[end..<(end + size)]
            rest = rest[(end + size + 2)...]
            if size == 0 { return rest.startIndex - bytes.startIndex }
        }
    }

    /// Where bytes end that are looked for.
    private static func end(of mark: [UInt8], in bytes: ByteBufferView) -> Int? {
        var start = bytes.startIndex
        while let index = bytes[start...].firstIndex(of: mark[0]) {
            if bytes[index...].starts(with: mark) { return index + mark.count }
            start = index + 1
        }
        return nil
    }
}
