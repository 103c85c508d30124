/// The partition table of a disk, interpreted by its partition types.
///
/// Source: UEFI specification, 5.3.2 "GPT Header"; UAPI.2 Discoverable Partitions Specification. Numbers are little-endian.
struct GUIDPartitionTable {
    /// The number of bytes of partition entries that are read: those of the usual 128 entries.
    private static let limit = 16 << 10
    private static let sectorSizes: [UInt64] = [512, 4096]

    /// The architecture that the partitions are for; nil if they do not say, or name several.
    private let architecture: Architecture?
    /// The operating system that the partitions belong to; nil if they do not say, or name several.
    private let system: OperatingSystem?
    /// The end of the backup of the table, which is in the last sector of the disk, in bytes.
    private let end: UInt64?

    /// Reads the table; nil if there is none after the first sector.
    init?<Source: ByteSource>(_ head: Bytes, _ source: inout Source) throws(Source.Failure) {
        guard let sector = Self.sectorSizes.first(where: { head.holds("EFI PART", at: Int($0)) }) else { return nil }
        let start = Int(sector)
        end = head.number(UInt64.self, at: start + 32, .little).map {
            $0.addingSaturating(1).multipliedSaturating(by: sector)
        }
        guard let block = head.number(UInt64.self, at: start + 72, .little),
            let count = head.number(UInt32.self, at: start + 80, .little),
            let size = head.number(UInt32.self, at: start + 84, .little), (128...4096).contains(size)
        else {
            (architecture, system) = (nil, nil)
            return
        }
        let entries = try source.bytes(at: block.multipliedSaturating(by: sector), count: Self.limit)
        let types = (0..<min(Int(count), Self.limit / Int(size))).compactMap { entries.identifier(at: $0 * Int(size)) }
        architecture = Set(types.compactMap { Self.architectures[$0] }).only
        let systems = types.compactMap { type in
            Self.systems[type] ?? (Self.architectures[type] == nil ? nil : OperatingSystem(type: .linux))
        }
        system = Set(systems).only
    }

    /// Returns the finding for a disk of this size, in bytes.
    func finding(_ size: Int64?) -> Finding {
        var finding = Finding(.gpt, size)
        finding.reach(end)
        finding.architecture = architecture
        finding.system = system
        return finding
    }

    /// The partition types of a Linux root or /usr file system, which specify the architecture.
    private static let architectures: [String: Architecture] = [
        "44479540-f297-41b2-9af7-d131d5f0458a": .i686, "75250d76-8cc6-458e-bd66-bd47cc81a812": .i686,
        "4f68bce3-e8cd-4db1-96e7-fbcaf984b709": .x86_64, "8484680c-9521-48c6-9c11-b0720656f69e": .x86_64,
        "69dad710-2ce4-4e3c-b16c-21a1d49abed3": .armv7l, "7d0359a3-02b3-4f0a-865c-654403e70625": .armv7l,
        "b921b045-1df0-41c3-af44-4c6f280d3fae": .aarch64, "b0e01050-ee5f-4390-949a-9101b17104e9": .aarch64,
        "72ec70a6-cf74-40e6-bd49-4bda08e8f224": .riscv64, "beaec34b-8442-439b-a40b-984381ed097d": .riscv64,
        "c31c45e6-3f39-412e-80fb-4809c4980599": .ppc64le, "15bb03af-77e7-4d4a-b12b-c0d084f7491c": .ppc64le,
        "5eead9a9-fe09-4a1e-a1d7-520d00531306": .s390x, "8a4f5770-50aa-4ed3-874a-99b710db6fea": .s390x,
    ]

    /// The partition types that belong to a single operating system: data, swap, LVM, RAID, /home and /boot for Linux; reserved
    /// and recovery for Windows; boot, swap, UFS, ZFS and disklabel for FreeBSD; data for OpenBSD and NetBSD.
    private static let systems: [String: OperatingSystem] = {
        let linux = OperatingSystem(type: .linux)
        let windows = OperatingSystem(type: .windows)
        let freeBSD = OperatingSystem(distribution: "freebsd")
        return [
            "0fc63daf-8483-4772-8e79-3d69d8477de4": linux, "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f": linux,
            "e6d6d379-f507-44c2-a23c-238f2a3df928": linux, "a19d880f-05fc-4d3b-a006-743f0f84911e": linux,
            "933ac7e1-2eb4-4f13-b844-0e14e2aef915": linux, "bc13c2ff-59e6-4262-a352-b275fd6f7172": linux,
            "e3c9e316-0b5c-4db8-817d-f92df00215ae": windows, "de94bba4-06d1-4d40-a16a-bfd50179d6ac": windows,
            "83bd6b9d-7f41-11dc-be0b-001560b84f0f": freeBSD, "516e7cb5-6ecf-11d6-8ff8-00022d09712b": freeBSD,
            "516e7cb6-6ecf-11d6-8ff8-00022d09712b": freeBSD, "516e7cba-6ecf-11d6-8ff8-00022d09712b": freeBSD,
            "516e7cb4-6ecf-11d6-8ff8-00022d09712b": freeBSD,
            "824cc7a0-36a8-11e3-890a-952519ad3f61": OperatingSystem(distribution: "openbsd"),
            "49f48d5a-b10e-11dc-b99b-0019d1879648": OperatingSystem(distribution: "netbsd"),
        ]
    }()
}

extension Set {
    /// The only element; nil if the set is empty or has several elements.
    var only: Element? { count == 1 ? first : nil }
}

extension Bytes {
    /// Returns the GUID at `offset` in its text form. Its first three numbers are little-endian.
    fileprivate func identifier(at offset: Int) -> String? {
        guard let bytes = slice(at: offset, count: 16)?.map({ String(UInt16($0) | 0x100, radix: 16).dropFirst() })
        else { return nil }
        return [[3, 2, 1, 0], [5, 4], [7, 6], [8, 9], [10, 11, 12, 13, 14, 15]].map { group in
            group.map { bytes[$0] }.joined()
        }.joined(separator: "-")
    }
}
