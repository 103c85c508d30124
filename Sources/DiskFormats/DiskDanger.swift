/// A reason why a disk should not be uploaded, or will be refused.
///
/// The texts for the user are in `title`, `explanation` and `remedy`.
package enum DiskDanger: Hashable, Sendable {
    /// The disk contains only the differences from another file, which it may name.
    case backingFile(name: String?)
    /// The disk's data is in another file, which it may name.
    case externalDataFile(name: String?)
    /// The disk needs features that Glance does not know, given by their bit numbers, counted from 0.
    case unknownFeatures(bits: [Int])
    /// The program that wrote the disk found it damaged, and marked it as such.
    case markedCorrupt
    /// The format is known, but this version of it is not accepted.
    case version(UInt32, of: DiskFormat)
    /// The format is known, but never accepted.
    case formatNotAllowed(DiskFormat)
    /// A VMDK's descriptor cannot be trusted.
    case descriptor(Descriptor)
    /// The file describes a disk or a machine whose data is, at least in part, in these other files.
    case dataElsewhere(files: [String])
    /// The footer of a VMDK, which takes precedence over its header, disagrees with the header or is damaged.
    case footer
    /// A master boot record breaks its own rules.
    case partitionTable(PartitionTable)
    /// The data has the signatures of several formats.
    case severalFormats([DiskFormat])
    /// The data is shorter than its headers imply, by at least the given number of bytes if the headers tell.
    case truncated(missing: Int64?)
    /// The disk has to be unpacked: no machine can boot from it as it is.
    case packed(Packing)
    /// Glance takes the data for another format, and refuses it in a record of its actual format.
    case takenFor(DiskFormat, record: DiskFormat)
    /// The header has no size where one is required, or an impossible one.
    case impossibleSize

    /// What is wrong with the descriptor of a VMDK.
    package enum Descriptor: Hashable, Sendable {
        /// The descriptor is missing, or is not text.
        case missing
        /// The layout, as the descriptor names it, is not accepted.
        case layout(String?)
        /// A line is not valid in a descriptor.
        case line(String)
        /// A line refers to a file elsewhere.
        case elsewhere(String)
        /// No line says where the data is.
        case noExtents
        /// The descriptor is longer than the part that is inspected.
        case tooLong
    }

    /// What is wrong with a master boot record.
    package enum PartitionTable: Hashable, Sendable {
        /// The boot flag of a partition has an invalid value; partitions are numbered from 0 to 3.
        case bootFlag(partition: Int)
        /// The partition that protects a GUID partition table does not begin where it has to.
        case protectiveStart
        /// There are other partitions beside the one that protects a GUID partition table.
        case extraPartitions
        /// There are no partitions.
        case noPartitions
    }
}
