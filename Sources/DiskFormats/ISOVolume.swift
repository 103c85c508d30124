/// The first volume descriptor of an optical disc.
///
/// Source: ECMA-119, 8.1 "Format of a Volume Descriptor" and 8.4 "Primary Volume Descriptor". Numbers are stored in both byte
/// orders; the little-endian one is read. A UDF disc has an ECMA-167 descriptor in the same place.
struct ISOVolume {
    private static let descriptor = 16 * 2048
    private static let identifiers = ["CD001", "NSR02", "NSR03"]
    /// The type of the primary volume descriptor.
    private static let primary: UInt8 = 1

    /// The total size of the volume's blocks; unknown if the first descriptor is not the primary one.
    let virtualSize: VirtualSize

    init?(_ head: Bytes) {
        guard head.count >= Self.descriptor + 2048,
            Self.identifiers.contains(where: { head.holds($0, at: Self.descriptor + 1) })
        else { return nil }
        guard head.byte(at: Self.descriptor) == Self.primary,
            let blocks = head.number(UInt32.self, at: Self.descriptor + 80, .little),
            let blockSize = head.number(UInt16.self, at: Self.descriptor + 128, .little)
        else {
            virtualSize = .unknown
            return
        }
        virtualSize = VirtualSize(UInt64(blocks), unit: UInt64(blockSize))
    }

    /// Returns the finding for the disc.
    func finding<Source: ByteSource>(_ head: Bytes, _ source: inout Source) throws(Source.Failure) -> Finding {
        var finding = Finding(.iso, virtualSize.bytes)
        finding.reach(virtualSize.bytes.flatMap { UInt64(exactly: $0) })
        let texts = Self.texts.compactMap { head.text(at: Self.descriptor + $0.offset, count: $0.count) }
        let label = DiskLabel(texts.joined(separator: " "))
        finding.architecture = try ElTorito.architecture(head, &source) ?? label.architecture
        finding.system = label.system
        return finding
    }

    /// The fields that may name the contents of the disc: the volume identifier, and the publisher identifier.
    private static let texts = [(offset: 40, count: 32), (offset: 318, count: 128)]
}
