/// The header of a QEMU enhanced disk.
///
/// Source: docs/interop/qed_spec.rst of QEMU; all numbers are little-endian.
struct QEDHeader {
    let virtualSize: VirtualSize

    init?(_ head: Bytes) {
        guard head.count >= 512, head.holds("QED\0"), let size = head.number(UInt64.self, at: 48, .little) else {
            return nil
        }
        virtualSize = VirtualSize(size)
    }

    /// Returns Glance's result for a disk of this size, in bytes, that begins with this header.
    func match(of size: Int64) -> DiskMatch {
        DiskMatch(.qed, VirtualSize(UInt64(size)), dangers: [.formatNotAllowed(.qed)])
    }
}
