/// A tar archive, identified by the names of the files in it.
///
/// Source: POSIX.1-2024, pax, "ustar Interchange Format"; the OCI Image Layout Specification; Docker's `docker save`.
enum TarArchive {
    private static let block: UInt64 = 512
    /// The maximum number of files whose names are read.
    private static let limit = 128
    private static let layoutFiles: Set<String> = ["manifest.json", "repositories", "oci-layout", "index.json"]

    /// Whether this is the beginning of an archive.
    static func begins(_ head: Bytes) -> Bool { head.holds("ustar", at: 257) }

    /// Returns the finding for the archive.
    static func finding<Source: ByteSource>(_ source: inout Source) throws(Source.Failure) -> Finding {
        var finding: Finding?
        var offset: UInt64 = 0
        for number in 0..<limit {
            let header = try source.bytes(at: offset, count: Int(block))
            guard begins(header), let name = header.text(at: 0, count: 100), let size = size(header) else { break }
            // In an appliance, the envelope is the first file.
            if number == 0 && name.lowercased().hasSuffix(".ovf") {
                let text = try source.bytes(at: block, count: Int(min(size, UInt64(OVFEnvelope.limit))))
                finding = OVFEnvelope(text.storage)?.finding(of: .ova) ?? Finding(.ova)
            } else if finding == nil, isLayout(name) {
                finding = Finding(.docker)
            }
            let blocks = size / block + (size % block == 0 ? 1 : 2)
            offset = offset.addingSaturating(blocks.multipliedSaturating(by: block))
            finding?.reach(offset)
        }
        return finding ?? Finding(.tar)
    }

    private static func isLayout(_ name: String) -> Bool {
        let name = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
        return layoutFiles.contains(name) || name.hasPrefix("blobs/sha256/")
    }

    /// Returns the size of the file, in bytes: octal digits, or a binary number if these do not suffice, as GNU tar writes it.
    private static func size(_ header: Bytes) -> UInt64? {
        if header.byte(at: 124) == 0x80 { return header.number(UInt64.self, at: 128, .big) }
        return header.text(at: 124, count: 12).flatMap { UInt64($0.filter { $0 != " " }, radix: 8) }
    }
}
