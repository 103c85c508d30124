/// The beginning of a QEMU copy-on-write disk.
///
/// Source: docs/interop/qcow2.rst of QEMU; all numbers are big-endian. Version 1 has the size in the same place.
struct QCOWHeader {
    private static let externalDataFile: UInt64 = 1 << 2
    /// Dirty, corrupt, external data file, compression type. The fifth, extended L2 entries, is none that Glance knows.
    private static let knownFeatures: UInt64 = 0b1111

    let version: UInt32
    /// Bytes.
    let virtualSize: VirtualSize
    let backingFileOffset: UInt64
    /// Features without which the disk cannot be read. Version 2 has something else there, which Glance reads as features all
    /// the same when it looks for a data file.
    let incompatibleFeatures: UInt64

    /// A disk is never smaller than the smallest cluster, of 512 bytes.
    init?(_ head: Bytes) {
        guard head.count >= 512, head.holds([0x51, 0x46, 0x49, 0xFB]),
            let version = head.number(UInt32.self, at: 4, .big),
            let backingFileOffset = head.number(UInt64.self, at: 8, .big),
            let size = head.number(UInt64.self, at: 24, .big),
            let features = head.number(UInt64.self, at: 72, .big)
        else { return nil }
        self.version = version
        self.backingFileOffset = backingFileOffset
        virtualSize = VirtualSize(size)
        incompatibleFeatures = features
    }

    /// What Glance makes of it.
    var match: DiskMatch { DiskMatch(.qcow2, virtualSize, dangers: dangers) }

    /// What Glance refuses.
    private var dangers: [DiskDanger] {
        var dangers: [DiskDanger] = []
        if backingFileOffset != 0 { dangers.append(.backingFile) }
        if incompatibleFeatures & Self.externalDataFile != 0 { dangers.append(.externalDataFile) }
        if version != 2 && version != 3 {
            dangers.append(.version(version, of: .qcow2))
        } else if version == 3, incompatibleFeatures & ~Self.knownFeatures != 0 {
            dangers.append(.unknownFeatures)
        }
        return dangers
    }
}
