/// What processor a disk is for, by the word that the image property `architecture` has for it.
public enum Architecture: String, Hashable, Sendable, CaseIterable {
    /// Intel's and AMD's, of 32 bits.
    case i686
    /// Intel's and AMD's, of 64 bits.
    case x86_64
    /// Arm's, of 32 bits.
    case armv7l
    /// Arm's, of 64 bits.
    case aarch64
    /// RISC-V of 64 bits.
    case riscv64
    /// IBM's POWER, of 64 bits, little-endian.
    case ppc64le
    /// IBM's mainframes.
    case s390x
}
