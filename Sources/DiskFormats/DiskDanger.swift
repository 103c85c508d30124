/// What is wrong with a disk for which it should not be sent, or is refused.
///
/// What to tell a person about it is in `title`, `explanation` and `remedy`.
public enum DiskDanger: Hashable, Sendable {
    /// The disk is the differences from another file, whose name may stand in it.
    case backingFile(name: String?)
    /// The disk's data is in another file, whose name may stand in it.
    case externalDataFile(name: String?)
    /// The disk needs features that Glance does not know: their bits, from 0 on.
    case unknownFeatures(bits: [Int])
    /// The program that wrote the disk found it damaged, and noted that in it.
    case markedCorrupt
    /// The format is known, and this version of it is not taken.
    case version(UInt32, of: DiskFormat)
    /// The format is known, and never taken.
    case formatNotAllowed(DiskFormat)
    /// A VMDK's descriptor is not to be trusted.
    case descriptor(Descriptor)
    /// The file describes a disk or a machine, and (some of) its data is in other files: those that it names.
    case dataElsewhere(files: [String])
    /// A VMDK has a footer, which its readers believe over the header, and it says something else or is none.
    case footer
    /// A master boot record breaks its own rules.
    case partitionTable(PartitionTable)
    /// The bytes bear the marks of several formats.
    case severalFormats([DiskFormat])
    /// There are fewer bytes than the headers speak of: how many fewer at least, where they say that.
    case truncated(missing: Int64?)
    /// The disk has to be unpacked: as it is, no machine starts from it.
    case packed(Packing)
    /// Glance takes the data for another format, and refuses it in a record that says what it is.
    case takenFor(DiskFormat, record: DiskFormat)
    /// The header has no size where it has to be, or one that cannot be.
    case impossibleSize

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
        /// It is longer than is looked at.
        case tooLong
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
