/// The beginning of a VirtualBox disk.
///
/// Source: VirtualBox's VDICore.h, VDIPREHEADER and VDIHEADER1; all numbers are little-endian.
struct VDIHeader {
    /// Bytes.
    let virtualSize: Int64?

    init?(_ head: Bytes) {
        guard head.number(UInt32.self, at: 0x40, .little) == 0xBEDA_107F else { return nil }
        virtualSize = head.number(UInt64.self, at: 0x170, .little).flatMap(Int64.init(exactly:))
    }
}
