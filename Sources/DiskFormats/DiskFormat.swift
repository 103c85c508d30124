/// The format of a disk, as in an image record's `disk_format`.
///
/// The constants are those of Glance's image schema. A cloud may know others, so any string is valid.
///
/// ```swift
/// record.diskFormat = inspection.content.diskFormat?.rawValue  // "qcow2"
/// ```
public struct DiskFormat: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The value that is sent.
    public let rawValue: String

    /// Creates the format with this value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates the format with this value.
    public init(stringLiteral word: String) { self.init(rawValue: word) }

    /// A QEMU copy-on-write disk, version 2 or 3.
    public static let qcow2: Self = "qcow2"
    /// A VMware disk.
    public static let vmdk: Self = "vmdk"
    /// A Virtual PC disk, the older format of Hyper-V.
    public static let vhd: Self = "vhd"
    /// A Hyper-V disk.
    public static let vhdx: Self = "vhdx"
    /// A VirtualBox disk.
    public static let vdi: Self = "vdi"
    /// An optical disc.
    public static let iso: Self = "iso"
    /// A raw disk: its own bytes, in order.
    public static let raw: Self = "raw"
    /// An Amazon disk.
    public static let ami: Self = "ami"
    /// An Amazon kernel.
    public static let aki: Self = "aki"
    /// An Amazon ramdisk.
    public static let ari: Self = "ari"
    /// A Virtuozzo disk.
    public static let ploop: Self = "ploop"
    /// A QEMU enhanced disk, which Glance recognizes but never accepts.
    public static let qed: Self = "qed"
    /// Glance's name for data with a partition table; the record's format is `raw`.
    public static let gpt: Self = "gpt"
    /// Glance's name for data that is an encrypted volume.
    public static let luks: Self = "luks"
}
