/// What a file contains, as determined from its bytes.
package enum DiskContent: Hashable, Sendable {
    /// A QEMU copy-on-write disk. Version 1 is `qcow`, which Glance refuses; versions 2 and 3 are `qcow2`.
    case qcow(version: UInt32)
    /// A VMware disk.
    case vmdk(VMDKLayout)
    /// A Virtual PC disk, the older format of Hyper-V.
    case vhd(VHDLayout)
    /// A Hyper-V disk.
    case vhdx
    /// A VirtualBox disk.
    case vdi
    /// An optical disc (ISO 9660), with or without a partition table in front of it.
    case iso
    /// A raw disk with a GUID partition table.
    case gpt
    /// A raw disk with a master boot record that has partitions.
    case mbr
    /// An encrypted volume.
    case luks(version: UInt16)
    /// A QEMU enhanced disk, which Glance refuses.
    case qed
    /// A Virtuozzo disk.
    case ploop
    /// A virtual appliance: an archive of an OVF envelope and its disks.
    case ova
    /// An OVF envelope, which describes a machine whose disks are in other files.
    case ovf
    /// A container's file system, in the format of Docker or an OCI registry.
    case docker
    /// A Linux kernel.
    case kernel
    /// An initial ramdisk for a Linux kernel.
    case ramdisk
    /// A bare Linux file system, which a machine can only boot with a kernel from elsewhere.
    case fileSystem
    /// A packed file, which has to be unpacked before its format can be determined.
    case packed(Packing)
    /// None of the known formats: a raw disk, or no disk at all.
    case unknown

    /// The layout of a VMDK.
    package enum VMDKLayout: Hashable, Sendable {
        /// One file that grows (`monolithicSparse`), or one extent of such a disk.
        case sparse
        /// One compressed file, made for transport (`streamOptimized`).
        case streamOptimized
        /// A text that names the files with the data. It contains no data itself, and Glance refuses it.
        case descriptor
    }

    /// The layout of a VHD.
    package enum VHDLayout: Hashable, Sendable {
        /// A raw disk followed by a footer. Glance 33 inspects the beginning only, takes it for `raw`, and refuses it in a
        /// record of `vhd`.
        case fixed
        /// A file that grows.
        case dynamic
        /// The differences from another VHD, useless without it.
        case differencing
    }

    /// The formats for a record. The disk format is nil if the Image API has no word for it, or if the data has to be unpacked
    /// first.
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
        // The disk in an appliance is a VMDK. A container's archive has no disk, and is recorded as raw.
        case .ova: (.vmdk, .ova)
        case .ovf: (.vmdk, .ovf)
        case .docker: (.raw, .docker)
        case .packed(let packing): (nil, packing == .tar ? .bare : .compressed)
        }
    }

    /// The value for a record's `disk_format`; nil if the Image API has none, or if the data has to be unpacked first.
    package var diskFormat: DiskFormat? { formats.disk }

    /// The value for a record's `container_format`.
    package var containerFormat: ContainerFormat { formats.container }

    /// Whether the bytes are those of the disk itself, in order, so that a record of `raw` would be right, too.
    package var isPlain: Bool {
        switch self {
        case .gpt, .mbr, .luks, .iso, .fileSystem, .unknown, .vhd(.fixed): true
        default: false
        }
    }

    /// The name of the format for lists that also contain formats found by Glance's inspection.
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
    /// The description of the format: `QEMU copy-on-write disk, version 3`.
    package var description: String {
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
