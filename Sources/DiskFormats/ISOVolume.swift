/// The first volume descriptor of an optical disc.
///
/// Source: ECMA-119, 8.1 "Format of a Volume Descriptor" and 8.4 "Primary Volume Descriptor". Numbers stand there in both
/// orders; the little-endian one is read.
struct ISOVolume {
    private static let descriptor = 16 * 2048
    /// The primary volume descriptor's type.
    private static let primary: UInt8 = 1

    /// Bytes: the volume's blocks, as Glance counts them.
    let virtualSize: Int64?

    init?(_ head: Bytes) {
        guard head.holds("CD001", at: Self.descriptor + 1) else { return nil }
        guard head.byte(at: Self.descriptor) == Self.primary,
            let blocks = head.number(UInt32.self, at: Self.descriptor + 80, .little),
            let blockSize = head.number(UInt16.self, at: Self.descriptor + 128, .little)
        else {
            virtualSize = nil
            return
        }
        virtualSize = Int64(blocks) * Int64(blockSize)
    }
}
