/// The format of a disk, as in an image record's `disk_format`.
///
/// The constants are those of Glance's image schema. A cloud may know others, so any string is valid.
///
/// ```swift
/// record.diskFormat = inspection.content.diskFormat?.rawValue  // "qcow2"
/// ```
package struct DiskFormat: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The value that is sent.
    package let rawValue: String

    /// Creates the format with this value.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Creates the format with this value.
    package init(stringLiteral word: String) { self.init(rawValue: word) }

    /// A QEMU copy-on-write disk, version 2 or 3.
    package static let qcow2: Self = "qcow2"
    /// A VMware disk.
    package static let vmdk: Self = "vmdk"
    /// A Virtual PC disk, the older format of Hyper-V.
    package static let vhd: Self = "vhd"
    /// A Hyper-V disk.
    package static let vhdx: Self = "vhdx"
    /// A VirtualBox disk.
    package static let vdi: Self = "vdi"
    /// An optical disc.
    package static let iso: Self = "iso"
    /// A raw disk: its own bytes, in order.
    package static let raw: Self = "raw"
    /// An Amazon disk.
    package static let ami: Self = "ami"
    /// An Amazon kernel.
    package static let aki: Self = "aki"
    /// An Amazon ramdisk.
    package static let ari: Self = "ari"
    /// A Virtuozzo disk.
    package static let ploop: Self = "ploop"
    /// A QEMU enhanced disk, which Glance recognizes but never accepts.
    package static let qed: Self = "qed"
    /// Glance's name for data with a partition table; the record's format is `raw`.
    package static let gpt: Self = "gpt"
    /// Glance's name for data that is an encrypted volume.
    package static let luks: Self = "luks"
}
