/// The beginning of a VirtualBox disk.
///
/// Source: VirtualBox's VDICore.h, VDIPREHEADER and VDIHEADER1; all numbers are little-endian.
struct VDIHeader {
    let virtualSize: VirtualSize

    init?(_ head: Bytes) {
        guard head.count >= 512, head.number(UInt32.self, at: 0x40, .little) == 0xBEDA_107F,
            let size = head.number(UInt64.self, at: 0x170, .little)
        else { return nil }
        virtualSize = VirtualSize(size)
    }
}
