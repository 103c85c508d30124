import ImageModel

/// The size and hash that an image's data must have according to its record, to prove that it is this image's data.
struct DataProof: Hashable, Sendable, Codable {
    /// The image's id.
    let image: Image.ID
    /// The size in bytes; nil if the record does not state it.
    let size: Int64?
    /// The algorithm of the hash; nil if the record has no hash that can be computed here.
    let algorithm: DataDigest.Algorithm?
    /// The hash, in lower-case hexadecimal.
    let hash: String?

    /// The size and hash from a record. If its secure hash is by an unknown algorithm, the checksum is used: MD5 proves that
    /// nothing was lost on the way.
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

    /// The hash of no data, to be compared once all data is added; nil if the record has no hash to compare with.
    var digest: DataDigest? { algorithm.map(DataDigest.init) }

    /// Compares data with the record.
    ///
    /// - Parameters:
    ///   - count: the number of bytes.
    ///   - digest: their hash.
    /// - Returns: what was compared, in words.
    /// - Throws: `DataReaderError.unproven` if the data differs.
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
