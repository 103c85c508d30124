/// The format of the container around a disk, as in an image record's `container_format`.
///
/// The constants are those of Glance's image schema. A cloud may know others, so any string is valid.
public struct ContainerFormat: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The value that is sent.
    public let rawValue: String

    /// Creates the format with this value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Creates the format with this value.
    public init(stringLiteral word: String) { self.init(rawValue: word) }

    /// No container: the data is the disk. This is the only container format whose data Glance inspects.
    public static let bare: Self = "bare"
    /// An OVF envelope.
    public static let ovf: Self = "ovf"
    /// An OVF envelope and its disks in one archive.
    public static let ova: Self = "ova"
    /// A container's file system, as saved by Docker.
    public static let docker: Self = "docker"
    /// An Amazon disk.
    public static let ami: Self = "ami"
    /// An Amazon kernel.
    public static let aki: Self = "aki"
    /// An Amazon ramdisk.
    public static let ari: Self = "ari"
    /// A compressed disk.
    public static let compressed: Self = "compressed"
}
