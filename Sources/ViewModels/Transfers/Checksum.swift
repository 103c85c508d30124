import ImageModel

/// A hash that somebody else, as a rule the publisher of an image, says its data has.
public struct Checksum: Hashable, Sendable, Codable {
    /// By what it is made.
    let algorithm: DataDigest.Algorithm
    /// The hash, in lower-case hexadecimal.
    let hash: String

    /// The text that says it.
    public var line: String { "\(algorithm.rawValue):\(hash)" }

    /// As much of the hash as tells it from others.
    var beginning: String { String(hash.prefix(16)) + "…" }

    /// What the algorithm is called.
    public var title: String { algorithm.title }

    private init?(hash: Substring, by algorithm: DataDigest.Algorithm) {
        guard hash.utf8.count == algorithm.digits, hash.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        self.algorithm = algorithm
        self.hash = hash.lowercased()
    }

    /// A hash by itself, whose length tells the algorithm.
    private init?(hash: Substring) {
        guard let algorithm = DataDigest.Algorithm.allCases.first(where: { $0.digits == hash.utf8.count }) else {
            return nil
        }
        self.init(hash: hash, by: algorithm)
    }

    /// What a person has typed or pasted: a hash, which may have the name of its algorithm and a colon before it, or a line of a
    /// publisher's list with a file's name in it.
    ///
    /// - Throws: `ChecksumProblem` where it is none.
    public init(_ text: String) throws(ChecksumProblem) {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let line = Self.named(in: text[...]) {
            self = line.checksum
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            guard let checksum = Checksum(hash: text[...]) else { throw .noHash }
            self = checksum
            return
        }
        guard let algorithm = DataDigest.Algorithm(called: parts[0]) else { throw .algorithm(String(parts[0])) }
        let hash = parts[1].drop(while: \.isWhitespace)
        guard let checksum = Checksum(hash: hash, by: algorithm) else {
            throw .length(algorithm.title, algorithm.digits)
        }
        self = checksum
    }

    /// What a line of a list says: `HASH  NAME` and `HASH *NAME`, as sha512sum writes them, or `SHA512 (NAME) = HASH`, as BSD
    /// does. Nil where it is something else.
    private static func named(in line: Substring) -> (checksum: Checksum, name: String)? {
        if let match = line.wholeMatch(of: /([A-Za-z0-9-]+) ?\((.+)\) ?= ?([0-9A-Fa-f]+) ?/) {
            guard let algorithm = DataDigest.Algorithm(called: match.1),
                let checksum = Checksum(hash: match.3, by: algorithm)
            else { return nil }
            return (checksum, String(match.2))
        }
        let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard parts.count == 2, let checksum = Checksum(hash: parts[0]) else { return nil }
        let name = parts[1].drop(while: \.isWhitespace)
        return (checksum, String(name.first == "*" ? name.dropFirst() : name))
    }

    /// The hash of a file in a publisher's list; where several algorithms are in it, by the strongest.
    ///
    /// - Parameters:
    ///   - list: the text of a SHA512SUMS or a CHECKSUM, or of a file with one hash alone.
    ///   - name: what the file is called.
    /// - Throws: `ChecksumProblem` where the list has none for it.
    public init(of name: String, in list: String) throws(ChecksumProblem) {
        let lines = list.split(whereSeparator: \.isNewline)
        let found = lines.compactMap { Self.named(in: $0) }.filter { FilePath.split($0.name).name == name }
        if let best = found.map(\.checksum).max(by: { $0.algorithm.digits < $1.algorithm.digits }) {
            guard !found.contains(where: { $0.checksum.algorithm == best.algorithm && $0.checksum != best }) else {
                throw .twice(name)
            }
            self = best
            return
        }
        // Some publish each hash in a file of its own, without a name.
        guard lines.count == 1, let line = lines.first, let checksum = try? Checksum(String(line)),
            Self.named(in: line) == nil
        else { throw .notListed(name) }
        self = checksum
    }

    /// Whether an image's record has a hash by the same algorithm, as far as that is known before there is one: Glance makes an
    /// MD5 of all data, and a SHA-512 unless it is set up otherwise.
    var isInRecords: Bool { algorithm == .md5 || algorithm == .sha512 }

    /// Whether an image's data has it, as its record says; nil where that has no hash by this algorithm.
    func isHash(of image: Image) -> Bool? { image.hash(by: algorithm).map { $0 == hash } }
}

extension Image {
    /// The hash of its data by an algorithm, in lower-case hexadecimal; nil where the record has none.
    func hash(by algorithm: DataDigest.Algorithm) -> String? {
        if let secureHash, !secureHash.isEmpty, hashAlgorithm?.lowercased() == algorithm.rawValue {
            return secureHash.lowercased()
        }
        guard algorithm == .md5, let checksum, !checksum.isEmpty else { return nil }
        return checksum.lowercased()
    }
}

extension DataDigest.Algorithm {
    /// The algorithm of a name, such as `sha512` or `SHA-512`.
    fileprivate init?(called name: Substring) {
        self.init(rawValue: name.lowercased().filter { $0 != "-" })
    }

    /// Hexadecimal digits of a hash.
    fileprivate var digits: Int {
        switch self {
        case .md5: 32
        case .sha1: 40
        case .sha256: 64
        case .sha384: 96
        case .sha512: 128
        }
    }
}

/// Why a text says no checksum.
public enum ChecksumProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no hash.
    case noHash
    /// A hash by an algorithm that gaze does not know.
    case algorithm(String)
    /// A hash by this algorithm has so many digits.
    case length(String, Int)
    /// A list has no line for the file.
    case notListed(String)
    /// A list has several hashes for the file.
    case twice(String)

    /// What is the matter, and what to write.
    public var description: String {
        switch self {
        case .noHash:
            "A checksum is hexadecimal: 128 digits of SHA-512, 64 of SHA-256 or 32 of MD5, or a line with one of a SHA512SUMS."
        case .algorithm(let name): "gaze knows no hash \(name); it knows sha512, sha384, sha256, sha1 and md5."
        case .length(let title, let digits): "A \(title) has \(digits) hexadecimal digits."
        case .notListed(let name): "The list has no checksum of \(name). Give the hash itself."
        case .twice(let name): "The list has several checksums of \(name), which differ. Give the hash itself."
        }
    }
}
