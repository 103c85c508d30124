public import ImageModel

/// Where an image's data is, as a person names it in one line.
public enum DataSource: Hashable, Sendable {
    /// A file of this machine; the path may begin with `~`.
    case file(path: String)
    /// An address of the web.
    case web(url: String)
    /// An image of another region of the same cloud: `glance://REGION/ID`.
    case region(name: String, image: Image.ID)
    /// What comes in on standard input.
    case standardInput

    /// The scheme that names an image of another region.
    static let regionScheme = "glance://"

    /// What a line names: `-` is standard input, what begins with a scheme is an address, all else is a path.
    ///
    /// - Throws: `DataSourceProblem` where an address is not whole.
    public init(_ text: String) throws(DataSourceProblem) {
        let lowered = text.lowercased()
        if text == "-" {
            self = .standardInput
        } else if lowered.hasPrefix(Self.regionScheme) {
            let parts = text.dropFirst(Self.regionScheme.count).split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, ImageLimits.isImageID(String(parts[1])) else {
                throw .noRegion
            }
            self = .region(name: String(parts[0]), image: String(parts[1]))
        } else if lowered.hasPrefix("http://") || lowered.hasPrefix("https://") {
            let rest = text[text.index(text.firstIndex(of: ":") ?? text.startIndex, offsetBy: 3)...]
            guard !rest.isEmpty, !rest.hasPrefix("/"), !text.contains(where: \.isWhitespace) else { throw .noHost }
            self = .web(url: text)
        } else {
            self = .file(path: text)
        }
    }
}

/// Why a line names no data.
public enum DataSourceProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// An address without a host, or with spaces.
    case noHost
    /// A region's address without a region and an id.
    case noRegion

    /// What is the matter, and what to write.
    public var description: String {
        switch self {
        case .noHost: "An address is http://HOST/PATH or https://HOST/PATH, without spaces."
        case .noRegion: "An image of another region is glance://REGION/ID, the id being a UUID."
        }
    }
}
