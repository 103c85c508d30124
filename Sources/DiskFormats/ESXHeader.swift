/// The header of a disk of old ESX servers: a VMDK that Glance does not know.
///
/// Source: VMware's "Virtual Disk Format 5.0", COWDisk_Header; all numbers are little-endian.
struct ESXHeader {
    let virtualSize: VirtualSize

    init?(_ head: Bytes) {
        guard head.holds("COWD"), let sectors = head.number(UInt32.self, at: 12, .little) else { return nil }
        virtualSize = VirtualSize(UInt64(sectors), unit: 512)
    }
}
