/// A Linux kernel that a machine can boot directly.
///
/// Source: Linux, Documentation/arch/x86/boot.rst, arch/arm64/booting.rst, arch/riscv/boot-image-header.rst,
/// arch/arm/boot/compressed/head.S, and drivers/firmware/efi/libstub/zboot-header.S.
struct KernelImage {
    let architecture: Architecture?

    init?(_ head: Bytes) {
        if head.holds("HdrS", at: 0x202), head.holds([0x55, 0xAA], at: 0x1FE) {
            // The flag for a 64-bit entry point exists only from this protocol version on.
            let isOf64Bits =
                (head.number(UInt16.self, at: 0x206, .little) ?? 0) >= 0x020C
                && (head.number(UInt16.self, at: 0x236, .little) ?? 0) & 1 != 0
            architecture = isOf64Bits ? .x86_64 : .i686
        } else if head.holds("ARM\u{64}", at: 56) {
            architecture = .aarch64
        } else if head.holds("RISCV", at: 48), head.holds([0x52, 0x53, 0x43, 0x05], at: 56) {
            architecture = .riscv64
        } else if head.number(UInt32.self, at: 0x24, .little) == 0x016F_2818 {
            architecture = .armv7l
        } else if head.holds("MZ"), head.holds("zimg", at: 4) {
            architecture = Self.machine(head)
        } else {
            return nil
        }
    }

    /// Returns the finding for the kernel.
    var finding: Finding {
        var finding = Finding(.kernel)
        finding.architecture = architecture
        finding.system = OperatingSystem(type: .linux)
        return finding
    }

    /// Returns the machine type of a UEFI executable. Source: Microsoft's "PE Format", "Machine Types".
    private static func machine(_ head: Bytes) -> Architecture? {
        guard let offset = head.number(UInt32.self, at: 0x3C, .little).map(Int.init), head.holds("PE\0\0", at: offset)
        else { return nil }
        return switch head.number(UInt16.self, at: offset + 4, .little) {
        case 0x014C: .i686
        case 0x01C2: .armv7l
        case 0x5064: .riscv64
        case 0x8664: .x86_64
        case 0xAA64: .aarch64
        default: nil
        }
    }
}
