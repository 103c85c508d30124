/// The footer of a VHD, which a growing disk repeats at its beginning.
///
/// Source: Microsoft's "Virtual Hard Disk Image Format Specification", "Hard Disk Footer Format"; big-endian.
struct VHDFooter {
    static let size = 512

    /// Nil where it is none that is known.
    let layout: DiskContent.VHDLayout?
    /// The size with which the disk was made, which is the one that Glance takes.
    let originalSize: VirtualSize
    /// The size that the disk has.
    let currentSize: VirtualSize
    private let isWhole: Bool

    init?(_ bytes: Bytes) {
        guard bytes.holds("conectix") else { return nil }
        switch bytes.number(UInt32.self, at: 60, .big) {
        case 2: layout = .fixed
        case 3: layout = .dynamic
        case 4: layout = .differencing
        default: layout = nil
        }
        isWhole = bytes.count >= Self.size
        originalSize = bytes.number(UInt64.self, at: 40, .big).map { VirtualSize($0) } ?? .unknown
        currentSize = bytes.number(UInt64.self, at: 48, .big).map { VirtualSize($0) } ?? .unknown
    }

    /// What Glance makes of a disk that begins with it.
    var match: DiskMatch { DiskMatch(.vhd, isWhole ? originalSize : .unknown, isComplete: isWhole) }
}
