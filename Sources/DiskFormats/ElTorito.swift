/// The boot catalog of an optical disc, which names the boot loader for a machine with UEFI.
///
/// Source: "El Torito" Bootable CD-ROM Format Specification 1.0, 2.0 "Booting Catalog"; UEFI specification, 3.5.1.1
/// "Removable Media Boot Behavior"; numbers are little-endian.
enum ElTorito {
    private static let sector = 2048
    /// The number of bytes of the boot image that are searched for the loader's name: the folders soon follow the allocation
    /// table.
    private static let reach = 256 << 10
    /// The platform id of UEFI.
    private static let platform: UInt8 = 0xEF

    /// The file names of boot loaders, in the form of a FAT directory entry.
    private static let loaders: [(name: String, architecture: Architecture)] = [
        ("BOOTIA32EFI", .i686), ("BOOTX64 EFI", .x86_64), ("BOOTARM EFI", .armv7l), ("BOOTAA64EFI", .aarch64),
    ]

    /// Returns the architecture of the boot loader; nil if there is none within the searched bytes, or several for different
    /// architectures.
    static func architecture<Source: ByteSource>(
        _ head: Bytes, _ source: inout Source
    ) throws(Source.Failure) -> Architecture? {
        guard head.holds("EL TORITO SPECIFICATION", at: 17 * sector + 7),
            let block = head.number(UInt32.self, at: 17 * sector + 71, .little)
        else { return nil }
        let catalogue = try source.bytes(at: UInt64(block) * UInt64(sector), count: sector)
        guard let image = image(in: catalogue) else { return nil }
        let bytes = try source.bytes(at: UInt64(image) * UInt64(sector), count: reach)
        // A directory entry has 32 bytes.
        let found = stride(from: 0, to: bytes.count, by: 32).compactMap { offset in
            loaders.first { bytes.holds($0.name, at: offset) }?.architecture
        }
        return Set(found).only
    }

    /// Returns the number of the block at which the first boot image for UEFI begins.
    private static func image(in catalogue: Bytes) -> UInt32? {
        guard catalogue.byte(at: 0) == 1 else { return nil }
        var current = catalogue.byte(at: 1)
        for offset in stride(from: 32, to: catalogue.count, by: 32) {
            switch catalogue.byte(at: offset) {
            case 0x88 where current == platform: return catalogue.number(UInt32.self, at: offset + 8, .little)
            case 0x90, 0x91: current = catalogue.byte(at: offset + 1)
            default: continue
            }
        }
        return nil
    }
}
