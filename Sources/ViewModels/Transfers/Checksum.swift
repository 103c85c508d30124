import ImageModel

/// The hash that an image's data should have according to somebody else, usually its publisher.
package struct Checksum: Hashable, Sendable, Codable {
    /// The algorithm of the hash.
    let algorithm: DataDigest.Algorithm
    /// The hash, in lower-case hexadecimal.
    let hash: String

    /// The text form, `ALGORITHM:HASH`.
    package var line: String { "\(algorithm.rawValue):\(hash)" }

    /// The first digits of the hash, enough to recognize it.
    var beginning: String { String(hash.prefix(16)) + "…" }

    /// The usual name of the algorithm.
    package var title: String { algorithm.title }

    private init?(hash: Substring, by algorithm: DataDigest.Algorithm) {
        guard hash.utf8.count == algorithm.digits, hash.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        self.algorithm = algorithm
        self.hash = hash.lowercased()
    }

    /// Creates a checksum from a bare hash, whose length determines the algorithm.
    private init?(hash: Substring) {
        guard let algorithm = DataDigest.Algorithm.allCases.first(where: { $0.digits == hash.utf8.count }) else {
            return nil
        }
        self.init(hash: hash, by: algorithm)
    }

    /// Parses a text that was typed or pasted: a hash, optionally with the name of its algorithm and a colon before it, or a
    /// line of a publisher's list with a file name in it.
    ///
    /// - Throws: `ChecksumProblem` if the text is not a checksum.
    package init(_ text: String) throws(ChecksumProblem) {
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

    /// Parses a line of a list: `HASH  NAME` or `HASH *NAME`, as sha512sum writes them, or `SHA512 (NAME) = HASH`, as BSD does.
    /// Nil if it is something else.
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

    /// Finds the hash of a file in a publisher's list; if the list has hashes by several algorithms, the strongest is used.
    ///
    /// - Parameters:
    ///   - name: the name of the file.
    ///   - list: the text of a SHA512SUMS or CHECKSUM file, or of a file with a single hash.
    /// - Throws: `ChecksumProblem` if the list has no unambiguous hash for the file.
    package init(of name: String, in list: String) throws(ChecksumProblem) {
        let lines = list.split(whereSeparator: \.isNewline)
        let found = lines.compactMap { Self.named(in: $0) }.filter { FilePath.split($0.name).name == name }
        if let best = found.map(\.checksum).max(by: { $0.algorithm.digits < $1.algorithm.digits }) {
            guard !found.contains(where: { $0.checksum.algorithm == best.algorithm && $0.checksum != best }) else {
                throw .twice(name)
            }
            self = best
            return
        }
        // Some publishers put each hash into a file of its own, without a name.
        guard lines.count == 1, let line = lines.first, let checksum = try? Checksum(String(line)),
            Self.named(in: line) == nil
        else { throw .notListed(name) }
        self = checksum
    }

    /// Whether records have a hash by the same algorithm, as far as that can be known in advance: Glance computes an MD5 of all
    /// data, and a SHA-512 unless it is configured otherwise.
    var isInRecords: Bool { algorithm == .md5 || algorithm == .sha512 }

    /// Whether an image's data has this hash according to its record; nil if the record has no hash by this algorithm.
    func isHash(of image: Image) -> Bool? { image.hash(by: algorithm).map { $0 == hash } }
}

extension Image {
    /// The hash of the image's data by an algorithm, in lower-case hexadecimal; nil if the record has none.
    func hash(by algorithm: DataDigest.Algorithm) -> String? {
        if let secureHash, !secureHash.isEmpty, hashAlgorithm?.lowercased() == algorithm.rawValue {
            return secureHash.lowercased()
        }
        guard algorithm == .md5, let checksum, !checksum.isEmpty else { return nil }
        return checksum.lowercased()
    }
}

extension DataDigest.Algorithm {
    /// The algorithm with a name such as `sha512` or `SHA-512`.
    fileprivate init?(called name: Substring) {
        self.init(rawValue: name.lowercased().filter { $0 != "-" })
    }

    /// The number of hexadecimal digits of a hash.
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

/// Why a text does not provide a checksum.
package enum ChecksumProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The text is not a hash.
    case noHash
    /// The algorithm is not known to gaze.
    case algorithm(String)
    /// The hash has the wrong length; with the number of digits that this algorithm needs.
    case length(String, Int)
    /// The list has no line for the file.
    case notListed(String)
    /// The list has several hashes for the file.
    case twice(String)

    /// What is wrong, and what to write instead.
    package var description: String {
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
