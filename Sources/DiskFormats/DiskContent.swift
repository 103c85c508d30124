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
    /// QEMU's enhanced disk, which Glance refuses.
    case qed
    /// Virtuozzo's disk.
    case ploop
    /// A machine in an archive: an OVF envelope, and its disks.
    case ova
    /// An OVF envelope, which describes a machine whose disks are in other files.
    case ovf
    /// A container's file system, as Docker or an OCI registry has it.
    case docker
    /// A Linux kernel.
    case kernel
    /// A ramdisk for a Linux kernel to begin with.
    case ramdisk
    /// A Linux file system and nothing before it: a machine starts from it with a kernel that comes from elsewhere.
    case fileSystem
    /// Something that has to be unpacked before its format can be told.
    case packed(Packing)
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

    /// The words for a record's formats; no disk format where the Image API has no word, or where the data have to be
    /// unpacked first.
    private var formats: (disk: DiskFormat?, container: ContainerFormat) {
        switch self {
        case .qcow(let version): (version >= 2 ? .qcow2 : nil, .bare)
        case .vmdk: (.vmdk, .bare)
        case .vhd: (.vhd, .bare)
        case .vhdx: (.vhdx, .bare)
        case .vdi: (.vdi, .bare)
        case .iso: (.iso, .bare)
        case .ploop: (.ploop, .bare)
        case .gpt, .mbr, .luks, .unknown: (.raw, .bare)
        case .qed: (nil, .bare)
        case .fileSystem: (.ami, .ami)
        case .kernel: (.aki, .aki)
        case .ramdisk: (.ari, .ari)
        // What is in an appliance is a VMDK; what is in a container's archive is no disk, and goes by this word.
        case .ova: (.vmdk, .ova)
        case .ovf: (.vmdk, .ovf)
        case .docker: (.raw, .docker)
        case .packed(let packing): (nil, packing == .tar ? .bare : .compressed)
        }
    }

    /// The word for a record's `disk_format`; nil where the Image API has none, or where the data have to be unpacked first.
    public var diskFormat: DiskFormat? { formats.disk }

    /// The word for a record's `container_format`.
    public var containerFormat: ContainerFormat { formats.container }

    /// Whether the bytes are the disk's own, one after the other, so that a record of `raw` is right, too.
    public var isPlain: Bool {
        switch self {
        case .gpt, .mbr, .luks, .iso, .fileSystem, .unknown, .vhd(.fixed): true
        default: false
        }
    }

    /// A word for it beside the words of Glance's inspection.
    var mark: DiskFormat {
        switch self {
        case .packed(let packing): DiskFormat(rawValue: packing.rawValue)
        case .ova, .ovf, .docker: DiskFormat(rawValue: containerFormat.rawValue)
        case .qcow: .qcow2
        case .qed: .qed
        default: diskFormat ?? .raw
        }
    }
}

extension DiskContent: CustomStringConvertible {
    /// What it is, in words: `QEMU copy-on-write disk, version 3`.
    public var description: String {
        switch self {
        case .qcow(let version): "QEMU copy-on-write disk, version \(version)"
        case .vmdk(.sparse): "VMware disk that grows"
        case .vmdk(.streamOptimized): "VMware disk made to be sent (streamOptimized)"
        case .vmdk(.descriptor): "description of a VMware disk"
        case .vhd(.fixed): "Virtual PC disk of fixed size"
        case .vhd(.dynamic): "Virtual PC disk that grows"
        case .vhd(.differencing): "differences from another Virtual PC disk"
        case .vhdx: "Hyper-V disk"
        case .vdi: "VirtualBox disk"
        case .iso: "optical disc (ISO 9660)"
        case .gpt: "disk with a GUID partition table"
        case .mbr: "disk with a master boot record"
        case .luks(let version): "encrypted volume (LUKS\(version))"
        case .qed: "QEMU enhanced disk"
        case .ploop: "Virtuozzo disk"
        case .ova: "virtual appliance (OVF envelope and disks)"
        case .ovf: "OVF envelope"
        case .docker: "container image"
        case .kernel: "Linux kernel"
        case .ramdisk: "ramdisk for a Linux kernel"
        case .fileSystem: "Linux file system without a partition table"
        case .packed(let packing): "packed by \(packing.rawValue)"
        case .unknown: "plain bytes of no format that is known"
        }
    }
}
