/// A word for what is around a disk, as an image record's `container_format` has it.
///
/// The words are those of Glance's image schema. A cloud may know others: any string is one.
public struct ContainerFormat: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The word that is sent.
    public let rawValue: String

    /// The container of this word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The container of this word.
    public init(stringLiteral word: String) { self.init(rawValue: word) }

    /// Nothing: the data is the disk. It is the only one of which Glance looks at the data.
    public static let bare: Self = "bare"
    /// An OVF envelope.
    public static let ovf: Self = "ovf"
    /// An OVF envelope and its disks in one archive.
    public static let ova: Self = "ova"
    /// A container's file system, as Docker saves it.
    public static let docker: Self = "docker"
    /// Amazon's disk.
    public static let ami: Self = "ami"
    /// Amazon's kernel.
    public static let aki: Self = "aki"
    /// Amazon's ramdisk.
    public static let ari: Self = "ari"
    /// Something that packed the disk.
    public static let compressed: Self = "compressed"
}
