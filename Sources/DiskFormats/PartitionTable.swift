/// The tables by which a disk's own bytes are known.
///
/// Source: UEFI specification, 5.2 "LBA 0 Format" and 5.3 "GUID Partition Table (GPT) Disk Layout".
enum PartitionTable {
    /// Sizes of a sector with which a table may have been written.
    private static let sectorSizes = [512, 4096]
    private static let bootSignature: [UInt8] = [0x55, 0xAA]
    private static let partitions = stride(from: 446, to: 510, by: 16)

    /// Whether the disk has a GUID partition table behind its protective record.
    static func isGUIDTable(_ head: Bytes) -> Bool {
        head.holds(bootSignature, at: 510) && sectorSizes.contains { head.holds("EFI PART", at: $0) }
    }

    /// Whether the disk begins with a record of partitions, rather than with a boot sector that has the same signature.
    static func isMasterBootRecord(_ head: Bytes) -> Bool {
        guard head.holds(bootSignature, at: 510) else { return false }
        let areFlagsSound = partitions.allSatisfy { [0x00, 0x80].contains(head.byte(at: $0)) }
        let isAnyUsed = partitions.contains { partition in
            head.byte(at: partition + 4) != 0 && head.number(UInt32.self, at: partition + 12, .little) != 0
        }
        return areFlagsSound && isAnyUsed
    }
}
