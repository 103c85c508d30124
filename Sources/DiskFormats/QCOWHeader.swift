/// The header of a QEMU copy-on-write disk.
///
/// Source: docs/interop/qcow2.rst of QEMU; all numbers are big-endian. Version 1 has the size at the same offset.
struct QCOWHeader {
    private static let corrupt: UInt64 = 1 << 1
    private static let externalDataFile: UInt64 = 1 << 2
    /// The features that Glance knows: dirty, corrupt, external data file, compression type. It does not know the fifth,
    /// extended L2 entries.
    private static let knownFeatures: UInt64 = 0b1111
    /// The maximum length of a file name, in bytes.
    private static let nameLimit = 1023
    /// The header extension that names the data file: `DATA`.
    private static let dataFileExtension: UInt32 = 0x4441_5441

    let version: UInt32
    /// The virtual size, in bytes.
    let virtualSize: VirtualSize
    private let backingFileOffset: UInt64
    /// The features without which the disk cannot be read. Version 2 has other contents there, which Glance nevertheless reads
    /// as features when it looks for a data file.
    private let incompatibleFeatures: UInt64
    private let head: Bytes

    init?(_ head: Bytes) {
        guard head.holds([0x51, 0x46, 0x49, 0xFB]), let version = head.number(UInt32.self, at: 4, .big),
            let backingFileOffset = head.number(UInt64.self, at: 8, .big),
            let size = head.number(UInt64.self, at: 24, .big)
        else { return nil }
        self.version = version
        self.backingFileOffset = backingFileOffset
        self.head = head
        virtualSize = VirtualSize(size)
        incompatibleFeatures = head.number(UInt64.self, at: 72, .big) ?? 0
    }

    /// Glance's result for the disk; nil if there is less data than the smallest cluster of 512 bytes.
    var match: DiskMatch? { head.count < 512 ? nil : DiskMatch(.qcow2, virtualSize, dangers: dangers) }

    /// The dangers that Glance refuses.
    private var dangers: [DiskDanger] {
        var dangers: [DiskDanger] = []
        if backingFileOffset != 0 { dangers.append(.backingFile(name: backingFile)) }
        if incompatibleFeatures & Self.externalDataFile != 0 { dangers.append(.externalDataFile(name: dataFile)) }
        let unknown = incompatibleFeatures & ~Self.knownFeatures
        if version != 2 && version != 3 {
            dangers.append(.version(version, of: .qcow2))
        } else if version == 3, unknown != 0 {
            dangers.append(.unknownFeatures(bits: (0..<64).filter { unknown & 1 << UInt64($0) != 0 }))
        }
        return dangers
    }

    /// Returns the finding for the disk.
    func finding<Source: ByteSource>(_ source: inout Source) throws(Source.Failure) -> Finding {
        var finding = Finding(.qcow(version: version), virtualSize.bytes)
        finding.dangers = dangers
        guard version == 2 || version == 3 else { return finding }
        if version == 3, incompatibleFeatures & Self.corrupt != 0 { finding.dangers.append(.markedCorrupt) }
        if let table = head.number(UInt64.self, at: 40, .big), let entries = head.number(UInt32.self, at: 36, .big),
            entries > 0
        {
            finding.reach(table.addingSaturating(UInt64(entries) * 8))
        }
        if let size = source.size.flatMap({ UInt64(exactly: $0) }), let counts = QCOWReferenceCounts(head) {
            finding.reach(try counts.end(beyond: size, &source))
        }
        return finding
    }

    private var backingFile: String? {
        guard let offset = Int(exactly: backingFileOffset), let count = head.number(UInt32.self, at: 16, .big) else {
            return nil
        }
        return name(at: offset, count: Int(count))
    }

    private var dataFile: String? {
        guard version == 3, let length = head.number(UInt32.self, at: 100, .big) else { return nil }
        var offset = Int(length)
        while let type = head.number(UInt32.self, at: offset, .big), type != 0,
            let count = head.number(UInt32.self, at: offset + 4, .big)
        {
            if type == Self.dataFileExtension { return name(at: offset + 8, count: Int(count)) }
            offset += 8 + (Int(count) + 7) / 8 * 8
        }
        return nil
    }

    private func name(at offset: Int, count: Int) -> String? {
        guard (1...Self.nameLimit).contains(count), (0..<head.count).contains(offset) else { return nil }
        return String(decoding: head.storage[offset...].prefix(count), as: UTF8.self)
    }
}
