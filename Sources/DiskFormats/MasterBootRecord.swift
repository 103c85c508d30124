/// The master boot record: the first sector of a partitioned disk.
///
/// Source: UEFI specification, 5.2 "LBA 0 Format" and 5.3 "GUID Partition Table (GPT) Disk Layout".
struct MasterBootRecord {
    /// The type of the partition that protects a GUID partition table.
    private static let protective: UInt8 = 0xEE
    /// The offset of the first of the four partition entries.
    private static let table = 446
    /// The operating systems that partition types belong to. Source: Andries Brouwer's list of partition identifiers.
    private static let systems: [UInt8: OperatingSystem] = [
        0x07: OperatingSystem(type: .windows), 0x27: OperatingSystem(type: .windows),
        0x82: OperatingSystem(type: .linux), 0x83: OperatingSystem(type: .linux), 0x8E: OperatingSystem(type: .linux),
        0xFD: OperatingSystem(type: .linux),
        0xA5: OperatingSystem(distribution: "freebsd"), 0xA6: OperatingSystem(distribution: "openbsd"),
        0xA9: OperatingSystem(distribution: "netbsd"),
    ]

    /// The first rule that the record breaks; nil if it breaks none.
    let fault: DiskDanger.PartitionTable?
    private let head: Bytes

    /// Reads the record; nil if the sector has no boot signature, or is the boot sector of a FAT file system on a fixed disk.
    init?(_ head: Bytes) {
        guard head.holds([0x55, 0xAA], at: 510), !(head.byte(at: 0x10) == 2 && head.byte(at: 0x15) == 0xF8) else {
            return nil
        }
        self.head = head
        fault = Self.fault(head)
    }

    /// Returns Glance's result for a disk of this size, in bytes, that begins with this record.
    func match(of size: Int64) -> DiskMatch {
        DiskMatch(.gpt, VirtualSize(UInt64(size)), dangers: fault.map { [.partitionTable($0)] } ?? [])
    }

    /// Returns the finding for a disk of this size, in bytes.
    func finding(_ size: Int64?) -> Finding {
        var finding = Finding(.mbr, size)
        var systems: Set<OperatingSystem> = []
        for partition in 0..<4 {
            let start = Self.table + 16 * partition
            guard let type = head.byte(at: start + 4), type != 0, type != Self.protective,
                let first = head.number(UInt32.self, at: start + 8, .little),
                let count = head.number(UInt32.self, at: start + 12, .little)
            else { continue }
            finding.reach((UInt64(first) + UInt64(count)) * 512)
            if let system = Self.systems[type] { systems.insert(system) }
        }
        // A disk with partitions of several operating systems is not attributed to any of them.
        finding.system = systems.only
        return finding
    }

    private static func fault(_ head: Bytes) -> DiskDanger.PartitionTable? {
        var used: [Int] = []
        var isProtective = false
        for partition in 0..<4 {
            let start = table + 16 * partition
            guard [0x00, 0x80].contains(head.byte(at: start)) else { return .bootFlag(partition: partition) }
            let type = head.byte(at: start + 4)
            if type != 0 { used.append(partition) }
            if type == protective {
                isProtective = true
                // The partition begins at cylinder 0, head 0, sector 2, which is block 1.
                guard head.holds([0x00, 0x02, 0x00], at: start + 1), head.holds([1, 0, 0, 0], at: start + 8) else {
                    return .protectiveStart
                }
            }
        }
        if isProtective && used != [0] { return .extraPartitions }
        return used.isEmpty ? .noPartitions : nil
    }
}
