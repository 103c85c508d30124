/// What the bytes of a file turned out to be.
public enum DiskContent: Hashable, Sendable {
    /// QEMU's copy-on-write disk. Version 1 is `qcow`, which Glance refuses; 2 and 3 are `qcow2`.
    case qcow(version: UInt32)
    /// VMware's disk.
    case vmdk(VMDKLayout)
    /// Virtual PC's and Hyper-V's older disk.
    case vhd(VHDLayout)
    /// Hyper-V's disk.
    case vhdx
    /// VirtualBox's disk.
    case vdi
    /// An optical disc (ISO 9660), with or without a partition table before it.
    case iso
    /// A disk's own bytes, with a GUID partition table.
    case gpt
    /// A disk's own bytes, with a master boot record that holds partitions.
    case mbr
    /// An encrypted volume.
    case luks(version: UInt16)
    /// Something that has to be unpacked before its format can be told.
    case compressed(Compression)
    /// Nothing that is known here: a disk's own bytes, or no disk at all.
    case unknown

    /// The ways in which a VMDK is laid out.
    public enum VMDKLayout: Hashable, Sendable {
        /// One file that grows (`monolithicSparse`), or one part of such a disk.
        case sparse
        /// One compressed file made to be sent (`streamOptimized`).
        case streamOptimized
        /// A text that names the files in which the data are. It holds no data itself, and Glance refuses it.
        case descriptor
    }

    /// The ways in which a VHD is laid out.
    public enum VHDLayout: Hashable, Sendable {
        /// The disk's own bytes and a footer. Glance 33 looks at the beginning only, takes it for `raw`, and refuses it in
        /// a record of `vhd`.
        case fixed
        /// A file that grows.
        case dynamic
        /// The differences from another VHD, of no use without it.
        case differencing
    }

    /// The programs that unpack it.
    public enum Compression: String, Hashable, Sendable, CaseIterable {
        /// A gzip file.
        case gzip
        /// An xz file.
        case xz
        /// A bzip2 file.
        case bzip2
        /// A Zstandard file.
        case zstd
    }

    /// The word for a record's `disk_format`; nil where the Image API has none, or where the data have to be unpacked first.
    public var diskFormat: DiskFormat? {
        switch self {
        case .qcow(let version): version >= 2 ? .qcow2 : nil
        case .vmdk: .vmdk
        case .vhd: .vhd
        case .vhdx: .vhdx
        case .vdi: .vdi
        case .iso: .iso
        case .gpt, .mbr, .luks, .unknown: .raw
        case .compressed: nil
        }
    }
}
