/// The beginning of a QEMU copy-on-write disk.
///
/// Source: docs/interop/qcow2.rst of QEMU; all numbers are big-endian. Version 1 has the size in the same place.
struct QCOWHeader {
    let version: UInt32
    /// Bytes.
    let virtualSize: Int64?

    init?(_ head: Bytes) {
        guard head.holds([0x51, 0x46, 0x49, 0xFB]), let version = head.number(UInt32.self, at: 4, .big),
            (1...3).contains(version)
        else { return nil }
        self.version = version
        virtualSize = head.number(UInt64.self, at: 24, .big).flatMap(Int64.init(exactly:))
    }
}
