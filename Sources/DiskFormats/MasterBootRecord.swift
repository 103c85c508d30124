/// The first sector of a disk that has partitions.
///
/// Source: UEFI specification, 5.2 "LBA 0 Format" and 5.3 "GUID Partition Table (GPT) Disk Layout".
struct MasterBootRecord {
    /// Sizes of a sector with which a GUID table may have been written.
    private static let sectorSizes = [512, 4096]
    /// The type of the partition that protects a GUID table.
    private static let protective: UInt8 = 0xEE

    /// Whether a GUID partition table follows.
    let hasGUIDTable: Bool
    /// The first rule that is broken.
    let fault: DiskDanger.PartitionTable?

    /// Every sector with the signature of a boot sector, but for that of a FAT file system on a fixed disk.
    init?(_ head: Bytes) {
        guard head.holds([0x55, 0xAA], at: 510), !(head.byte(at: 0x10) == 2 && head.byte(at: 0x15) == 0xF8) else {
            return nil
        }
        hasGUIDTable = Self.sectorSizes.contains { head.holds("EFI PART", at: $0) }
        fault = Self.fault(head)
    }

    /// What Glance makes of a disk of so many bytes that begins with it.
    func match(of size: Int64) -> DiskMatch {
        DiskMatch(.gpt, VirtualSize(UInt64(size)), dangers: fault.map { [.partitionTable($0)] } ?? [])
    }

    private static func fault(_ head: Bytes) -> DiskDanger.PartitionTable? {
        var used: [Int] = []
        var isProtective = false
        for partition in 0..<4 {
            let start = 446 + 16 * partition
            guard [0x00, 0x80].contains(head.byte(at: start)) else { return .bootFlag(partition: partition) }
            let type = head.byte(at: start + 4)
            if type != 0 { used.append(partition) }
            if type == protective {
                isProtective = true
                // Cylinder 0, head 0, sector 2, and the same as a number of the block.
                guard head.holds([0x00, 0x02, 0x00], at: start + 1), head.holds([1, 0, 0, 0], at: start + 8) else {
                    return .protectiveStart
                }
            }
        }
        if isProtective && used != [0] { return .extraPartitions }
        return used.isEmpty ? .noPartitions : nil
    }
}
