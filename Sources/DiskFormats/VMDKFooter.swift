/// The last three sectors of a VMDK written as a stream: a marker, the authoritative header, and the end-of-stream marker.
///
/// Source: VMware's "Virtual Disk Format 5.0", "Stream-Optimized Compressed Sparse Extents"; numbers are little-endian.
enum VMDKFooter {
    /// The size of the three sectors, in bytes.
    static let size = 1536
    private static let sector = 512
    private static let endOfStream: UInt32 = 0
    private static let footer: UInt32 = 3

    /// Whether a footer is valid and agrees with the header.
    static func agrees(_ footer: Bytes, with header: VMDKHeader) -> Bool {
        guard let last = VMDKHeader(footer, at: sector) else { return false }
        let marker = Marker(footer, at: 0)
        let end = Marker(footer, at: 2 * sector)
        return last.version == header.version && last.descriptorOffset == header.descriptorOffset
            && last.descriptorCount == header.descriptorCount && !last.hasFooter
            && marker.size == 0 && marker.type == Self.footer && marker.isPadded
            && end.isEnd
    }

    /// Whether the last sector of a disk is the end-of-stream marker.
    static func isEnd(_ last: Bytes) -> Bool { Marker(last, at: 0).isEnd }

    private struct Marker {
        let value: UInt64?
        let size: UInt32?
        let type: UInt32?
        let isPadded: Bool

        var isEnd: Bool { value == 0 && size == 0 && type == endOfStream && isPadded }

        init(_ bytes: Bytes, at start: Int) {
            value = bytes.number(UInt64.self, at: start, .little)
            size = bytes.number(UInt32.self, at: start + 8, .little)
            type = bytes.number(UInt32.self, at: start + 12, .little)
            isPadded = bytes.holds([UInt8](repeating: 0, count: sector - 16), at: start + 16)
        }
    }
}
