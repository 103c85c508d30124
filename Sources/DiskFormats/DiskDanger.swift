/// What is wrong with a disk for which it should not be sent, or is refused.
public enum DiskDanger: Hashable, Sendable {
    /// The disk is the differences from another file.
    case backingFile
    /// The disk's data is in another file.
    case externalDataFile
    /// The disk needs features that are not known.
    case unknownFeatures
    /// The format is known, and this version of it is not taken.
    case version(UInt32, of: DiskFormat)
    /// The format is known, and never taken.
    case formatNotAllowed(DiskFormat)
    /// A VMDK's descriptor is not to be trusted.
    case descriptor(Descriptor)
    /// A VMDK has a footer, which its readers believe over the header, and it says something else or is none.
    case footer
    /// A master boot record breaks its own rules.
    case partitionTable(PartitionTable)

    /// What may be wrong with the descriptor of a VMDK.
    public enum Descriptor: Hashable, Sendable {
        /// There is none where it has to be, or it is no text.
        case missing
        /// The disk is laid out in a way that is not taken: the word that the descriptor has for it.
        case layout(String?)
        /// A line that is none of those a descriptor has.
        case line(String)
        /// A line that names a file elsewhere.
        case elsewhere(String)
        /// No line says where the data are.
        case noExtents
    }

    /// What may be wrong with a master boot record.
    public enum PartitionTable: Hashable, Sendable {
        /// A partition, of four from 0 on, is neither bootable nor not.
        case bootFlag(partition: Int)
        /// The partition that protects a GUID table does not begin where it has to.
        case protectiveStart
        /// There are partitions beside the one that protects a GUID table.
        case extraPartitions
        /// There is no partition.
        case noPartitions
    }
}
