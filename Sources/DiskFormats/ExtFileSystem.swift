/// A Linux file system: ext2, ext3 or ext4.
///
/// Source: Linux, Documentation/filesystems/ext4, "Super Block"; numbers are little-endian.
struct ExtFileSystem {
    /// The total size of the file system's blocks, in bytes.
    let end: UInt64

    init?(_ head: Bytes) {
        let block = 1024
        guard head.number(UInt16.self, at: block + 56, .little) == 0xEF53,
            let blocks = head.number(UInt32.self, at: block + 4, .little), blocks > 0,
            let shift = head.number(UInt32.self, at: block + 24, .little), shift <= 6
        else { return nil }
        end = UInt64(blocks).multipliedSaturating(by: 1024 << UInt64(shift))
    }
}
