/// The header of a VirtualBox disk.
///
/// Source: VirtualBox's VDICore.h, VDIPREHEADER and VDIHEADER1; all numbers are little-endian.
struct VDIHeader {
    let virtualSize: VirtualSize
    private let head: Bytes

    init?(_ head: Bytes) {
        guard head.count >= 512, head.number(UInt32.self, at: 0x40, .little) == 0xBEDA_107F,
            let size = head.number(UInt64.self, at: 0x170, .little)
        else { return nil }
        self.head = head
        virtualSize = VirtualSize(size)
    }

    /// The finding for the disk.
    var finding: Finding {
        let data = head.number(UInt32.self, at: 0x158, .little) ?? 0
        let blockSize = head.number(UInt32.self, at: 0x178, .little) ?? 0
        // The number of blocks that are allocated.
        let blocks = head.number(UInt32.self, at: 0x184, .little) ?? 0
        var finding = Finding(
            .vdi, virtualSize.bytes, end: UInt64(data).addingSaturating(UInt64(blockSize) * UInt64(blocks)))
        // The identifier of the parent disk, of which this disk contains the differences.
        if head.slice(at: 0x1A8, count: 16)?.contains(where: { $0 != 0 }) == true {
            finding.dangers = [.backingFile(name: nil)]
        }
        return finding
    }
}
