import ImageModel

/// What an image's data has to be, as the record says it: data that is not so is not this image's.
struct DataProof: Hashable, Sendable, Codable {
    /// The image.
    let image: Image.ID
    /// Bytes; nil where the record does not say.
    let size: Int64?
    /// The algorithm of the hash; nil where there is none that can be made here.
    let algorithm: DataDigest.Algorithm?
    /// The hash, in lower-case hexadecimal.
    let hash: String?

    /// What a record says. Where its secure hash is by an algorithm that nobody knows here, the checksum is taken: MD5 proves
    /// that nothing was lost on the way.
    init(_ image: Image) {
        self.image = image.id
        size = image.size
        let named = image.hashAlgorithm.flatMap { DataDigest.Algorithm(rawValue: $0.lowercased()) }
        if let named, let hash = image.secureHash, !hash.isEmpty {
            (algorithm, self.hash) = (named, hash.lowercased())
        } else if let checksum = image.checksum, checksum.utf8.count == 32 {
            (algorithm, hash) = (.md5, checksum.lowercased())
        } else {
            (algorithm, hash) = (nil, nil)
        }
    }

    /// A hash of nothing so far, where there is one to compare with.
    var digest: DataDigest? { algorithm.map(DataDigest.init) }

    /// Compares.
    ///
    /// - Parameters:
    ///   - count: bytes that there are.
    ///   - digest: their hash.
    /// - Returns: what was compared, in words.
    /// - Throws: `DataReaderError.unproven` where it is something else.
    func verdict(on count: Int64, _ digest: DataDigest?) throws(DataReaderError) -> String {
        if let size, size != count { throw .unproven("The record says \(size) bytes, and \(count) came.") }
        guard let algorithm, let hash, let digest else {
            return size == nil
                ? "the record says neither size nor hash, so nothing was compared"
                : "the size matches; the record has no hash that can be compared"
        }
        guard digest.hex == hash else {
            throw .unproven("The \(algorithm.title) of what came is not that of the record.")
        }
        return "\(size == nil ? "" : "size and ")\(algorithm.title) match the record"
    }
}
