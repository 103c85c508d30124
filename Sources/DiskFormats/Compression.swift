extension DiskContent.Compression {
    /// What packed these bytes.
    ///
    /// Source: RFC 1952 (gzip), the .xz File Format 1.2.1, bzip2's own stream header, RFC 8878 (zstd).
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
        } else {
            return nil
        }
    }
}
