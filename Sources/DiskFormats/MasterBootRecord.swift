/// The first sector of a disk that has partitions.
///
/// Source: UEFI specification, 5.2 "LBA 0 Format" and 5.3 "GUID Partition Table (GPT) Disk Layout".
struct MasterBootRecord {
    /// The type of the partition that protects a GUID table.
    private static let protective: UInt8 = 0xEE
    /// Where the first of four partitions is described.
    private static let table = 446
    /// What the types of partitions say. Source: Andries Brouwer's list of partition identifiers.
    private static let systems: [UInt8: OperatingSystem] = [
        0x07: OperatingSystem(type: .windows), 0x27: OperatingSystem(type: .windows),
        0x82: OperatingSystem(type: .linux), 0x83: OperatingSystem(type: .linux), 0x8E: OperatingSystem(type: .linux),
        0xFD: OperatingSystem(type: .linux),
        0xA5: OperatingSystem(distribution: "freebsd"), 0xA6: OperatingSystem(distribution: "openbsd"),
        0xA9: OperatingSystem(distribution: "netbsd"),
    ]

    /// The first rule that is broken.
    let fault: DiskDanger.PartitionTable?
    private let head: Bytes

    /// Every sector with the signature of a boot sector, but for that of a FAT file system on a fixed disk.
    init?(_ head: Bytes) {
        guard head.holds([0x55, 0xAA], at: 510), !(head.byte(at: 0x10) == 2 && head.byte(at: 0x15) == 0xF8) else {
            return nil
        }
        self.head = head
        fault = Self.fault(head)
    }

    /// What Glance makes of a disk of so many bytes that begins with it.
    func match(of size: Int64) -> DiskMatch {
        DiskMatch(.gpt, VirtualSize(UInt64(size)), dangers: fault.map { [.partitionTable($0)] } ?? [])
    }

    /// What it says of the disk.
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
        // Disks on which there are several are for none of them.
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
