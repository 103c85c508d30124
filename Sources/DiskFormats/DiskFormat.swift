/// A word for how a disk is laid out, as an image record's `disk_format` has it.
///
/// The words are those of Glance's image schema. A cloud may know others: any string is one.
///
/// ```swift
/// record.diskFormat = inspection.content.diskFormat?.rawValue  // "qcow2"
/// ```
public struct DiskFormat: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The word that is sent.
    public let rawValue: String

    /// The format of this word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The format of this word.
    public init(stringLiteral word: String) { self.init(rawValue: word) }

    /// QEMU's copy-on-write disk, version 2 or 3.
    public static let qcow2: Self = "qcow2"
    /// VMware's disk.
    public static let vmdk: Self = "vmdk"
    /// Virtual PC's and Hyper-V's older disk.
    public static let vhd: Self = "vhd"
    /// Hyper-V's disk.
    public static let vhdx: Self = "vhdx"
    /// VirtualBox's disk.
    public static let vdi: Self = "vdi"
    /// An optical disc.
    public static let iso: Self = "iso"
    /// The disk's own bytes, one after the other.
    public static let raw: Self = "raw"
    /// Amazon's disk.
    public static let ami: Self = "ami"
    /// Amazon's kernel.
    public static let aki: Self = "aki"
    /// Amazon's ramdisk.
    public static let ari: Self = "ari"
    /// Virtuozzo's disk.
    public static let ploop: Self = "ploop"
    /// QEMU's enhanced disk, which Glance knows and never takes.
    public static let qed: Self = "qed"
    /// A disk with a partition table, by Glance's word for what it finds in data; a record of it is of `raw`.
    public static let gpt: Self = "gpt"
    /// An encrypted volume, by Glance's word for what it finds in data.
    public static let luks: Self = "luks"
}
