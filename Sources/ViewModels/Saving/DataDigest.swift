import Crypto
import ImageModel

/// An incremental hash, by one of the algorithms that a cloud may be configured to use.
struct DataDigest: Sendable {
    /// The algorithms, by their names in `os_hash_algo`.
    enum Algorithm: String, CaseIterable, Hashable, Sendable, Codable {
        case md5, sha1, sha256, sha384, sha512

        /// The usual name of the algorithm.
        var title: String { self == .md5 ? "MD5" : "SHA-" + rawValue.dropFirst(3) }
    }

    private var hash: any HashFunction & Sendable

    /// Creates the hash of no data.
    init(_ algorithm: Algorithm) {
        hash =
            switch algorithm {
            case .md5: Insecure.MD5()
            case .sha1: Insecure.SHA1()
            case .sha256: SHA256()
            case .sha384: SHA384()
            case .sha512: SHA512()
            }
    }

    /// Adds bytes to the hash.
    mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// The hash of all bytes so far, in lower-case hexadecimal.
    var hex: String { Self.hex(hash) }

    private static func hex(_ hash: some HashFunction) -> String {
        hash.finalize().hexadecimal
    }
}
