/// The processor architecture that a disk is for, named as in the image property `architecture`.
package enum Architecture: String, Hashable, Sendable, CaseIterable {
    /// 32-bit Intel and AMD.
    case i686
    /// 64-bit Intel and AMD.
    case x86_64
    /// 32-bit Arm.
    case armv7l
    /// 64-bit Arm.
    case aarch64
    /// 64-bit RISC-V.
    case riscv64
    /// 64-bit little-endian IBM POWER.
    case ppc64le
    /// IBM mainframes.
    case s390x
}
