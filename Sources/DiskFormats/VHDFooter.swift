/// The footer of a VHD, which a growing disk repeats at its beginning.
///
/// Source: Microsoft's "Virtual Hard Disk Image Format Specification", "Hard Disk Footer Format"; big-endian.
struct VHDFooter {
    let layout: DiskContent.VHDLayout
    /// Bytes.
    let virtualSize: Int64?

    init?(_ bytes: Bytes) {
        guard bytes.holds("conectix"), let type = bytes.number(UInt32.self, at: 60, .big) else { return nil }
        switch type {
        case 2: layout = .fixed
        case 3: layout = .dynamic
        case 4: layout = .differencing
        default: return nil
        }
        virtualSize = bytes.number(UInt64.self, at: 48, .big).flatMap(Int64.init(exactly:))
    }
}
