import Foundation
import ImageModel

/// Where an image's data is, as a person names it in one line.
public enum DataSource: Hashable, Sendable {
    /// A file of this machine; the path may begin with `~`.
    case file(path: String)
    /// An address of the web.
    case web(url: String)
    /// An image of another region or another cloud.
    case image(ImageElsewhere)
    /// What comes in on standard input.
    case standardInput

    /// What a line names: `-` is standard input, what begins with a scheme is an address, all else is a path. `file://` is
    /// a path too.
    ///
    /// - Throws: `DataSourceProblem` where an address is not whole.
    public init(_ text: String) throws(DataSourceProblem) {
        let lowered = text.lowercased()
        if text == "-" {
            self = .standardInput
        } else if ImageElsewhere.isNamed(in: text) {
            guard let image = ImageElsewhere(text) else { throw .noRegion }
            self = .image(image)
        } else if lowered.hasPrefix("http://") || lowered.hasPrefix("https://") {
            let rest = text[text.index(text.firstIndex(of: ":") ?? text.startIndex, offsetBy: 3)...]
            guard !rest.isEmpty, !rest.hasPrefix("/"), !text.contains(where: \.isWhitespace) else { throw .noHost }
            self = .web(url: text)
        } else if let scheme = text.prefixMatch(of: /([A-Za-z][A-Za-z0-9+.\-]*):\/\//) {
            guard scheme.1.lowercased() == "file" else { throw .scheme(String(scheme.1)) }
            self = .file(path: try Self.path(after: text[scheme.range.upperBound...]))
        } else {
            self = .file(path: text)
        }
    }

    /// The path of a file's address (RFC 8089), after its scheme.
    private static func path(after rest: Substring) throws(DataSourceProblem) -> String {
        let host = "localhost"
        let path = rest.lowercased().hasPrefix(host + "/") ? rest.dropFirst(host.count) : rest
        guard path.hasPrefix("/"), let decoded = String(path).removingPercentEncoding, !decoded.contains("\0") else {
            throw .noPath
        }
        return decoded
    }

    /// What is pasted without the quotes that a terminal puts around a path that is dropped on it, and without the white space
    /// around them.
    public static func unquoted(_ text: String) -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.count > 1, let quote = text.first, quote == text.last, quote == "'" || quote == "\"" else {
            return text
        }
        let inside = String(text.dropFirst().dropLast())
        // How a shell is told of a quote between quotes.
        return quote == "'" ? inside.replacing(#"'\''"#, with: "'") : inside
    }
}

/// Why a line names no data.
public enum DataSourceProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// An address without a host, or with spaces.
    case noHost
    /// The address of an image elsewhere without a region or a cloud, or without an id.
    case noRegion
    /// A file's address without a path, or on another machine.
    case noPath
    /// An address that gaze cannot read, by its scheme.
    case scheme(String)

    /// What is the matter, and what to write.
    public var description: String {
        switch self {
        case .noHost: "An address is http://HOST/PATH or https://HOST/PATH, without spaces."
        case .noRegion:
            "An image elsewhere is glance://REGION/ID, or glance://CLOUD:REGION/ID for another cloud; the id is a UUID."
        case .noPath: "A file's address is file:///PATH, the file being on this machine."
        case .scheme(let scheme):
            "gaze reads no \(scheme):// addresses. Name a file, https://HOST/PATH or glance://REGION/ID."
        }
    }
}
