/// The format in which a file is packed, named after the program that packs it.
package enum Packing: String, Hashable, Sendable, CaseIterable {
    /// A gzip file.
    case gzip
    /// An xz file.
    case xz
    /// A bzip2 file.
    case bzip2
    /// A Zstandard file.
    case zstd
    /// A zip archive.
    case zip
    /// A tar archive of a kind for which Glance has no container format.
    case tar

    /// Determines how data is packed; nil if it is not. A tar archive is not recognized here, but by the files in it.
    ///
    /// Source: RFC 1952 (gzip), the .xz File Format 1.2.1, bzip2's own stream header, RFC 8878 (zstd), PKWARE's APPNOTE (zip).
    init?(_ head: Bytes) {
        if head.holds([0x1F, 0x8B, 0x08]) {
            self = .gzip
        } else if head.holds([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) {
            self = .xz
        } else if head.holds("BZh"), let level = head.byte(at: 3), (0x31...0x39).contains(level),
            head.holds([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4)
        {
            self = .bzip2
        } else if head.holds([0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else if head.holds([0x50, 0x4B, 0x03, 0x04]) {
            self = .zip
        } else {
            return nil
        }
    }

    /// Returns the original name of the (first) packed file, which zip keeps and gzip may keep.
    func name(_ head: Bytes) -> String? {
        switch self {
        case .gzip: gzipName(head)
        case .zip:
            head.number(UInt16.self, at: 26, .little).flatMap { count in
                head.slice(at: 30, count: Int(count)).map { String(decoding: $0, as: UTF8.self) }
            }
        case .xz, .bzip2, .zstd, .tar: nil
        }
    }

    private func gzipName(_ head: Bytes) -> String? {
        guard let flags = head.byte(at: 3), flags & 8 != 0 else { return nil }
        var start = 10
        if flags & 4 != 0 { start += 2 + Int(head.number(UInt16.self, at: start, .little) ?? 0) }
        guard start < head.count else { return nil }
        let name = head.storage[start...].prefix(256)
        guard let end = name.firstIndex(of: 0) else { return nil }
        // The name is encoded in Latin-1.
        return String(String.UnicodeScalarView(name[..<end].map { Unicode.Scalar($0) }))
    }
}
