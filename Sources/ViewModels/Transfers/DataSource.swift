import Foundation
import ImageModel

/// Where an image's data is, as a user names it in one line.
package enum DataSource: Hashable, Sendable {
    /// A local file; the path may begin with `~`.
    case file(path: String)
    /// A web address.
    case web(url: String)
    /// An image in another region or another cloud.
    case image(ImageElsewhere)
    /// Standard input.
    case standardInput

    /// Parses a line: `-` is standard input, a text that begins with a scheme is an address, anything else is a path. `file://`
    /// is a path too.
    ///
    /// - Throws: `DataSourceProblem` if an address is incomplete or of an unknown scheme.
    package init(_ text: String) throws(DataSourceProblem) {
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

    /// Returns the path of a `file` URL (RFC 8089), given what follows its scheme.
    private static func path(after rest: Substring) throws(DataSourceProblem) -> String {
        let host = "localhost"
        let path = rest.lowercased().hasPrefix(host + "/") ? rest.dropFirst(host.count) : rest
        guard path.hasPrefix("/"), let decoded = String(path).removingPercentEncoding, !decoded.contains("\0") else {
            throw .noPath
        }
        return decoded
    }

    /// Removes the quotes that a terminal puts around a path that is dropped on it, and the white space around them.
    package static func unquoted(_ text: String) -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.count > 1, let quote = text.first, quote == text.last, quote == "'" || quote == "\"" else {
            return text
        }
        let inside = String(text.dropFirst().dropLast())
        // The way to write a quote inside quotes in a shell.
        return quote == "'" ? inside.replacing(#"'\''"#, with: "'") : inside
    }
}

/// Why a line does not name data.
package enum DataSourceProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address has no host, or contains spaces.
    case noHost
    /// The address of an image elsewhere has no region or cloud, or no id.
    case noRegion
    /// The address of a file has no path, or names another machine.
    case noPath
    /// gaze cannot read addresses of this scheme.
    case scheme(String)

    /// What is wrong, and what to write instead.
    package var description: String {
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
