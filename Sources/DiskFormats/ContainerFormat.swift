/// The format of the container around a disk, as in an image record's `container_format`.
///
/// The constants are those of Glance's image schema. A cloud may know others, so any string is valid.
package struct ContainerFormat: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The value that is sent.
    package let rawValue: String

    /// Creates the format with this value.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Creates the format with this value.
    package init(stringLiteral word: String) { self.init(rawValue: word) }

    /// No container: the data is the disk. This is the only container format whose data Glance inspects.
    package static let bare: Self = "bare"
    /// An OVF envelope.
    package static let ovf: Self = "ovf"
    /// An OVF envelope and its disks in one archive.
    package static let ova: Self = "ova"
    /// A container's file system, as saved by Docker.
    package static let docker: Self = "docker"
    /// An Amazon disk.
    package static let ami: Self = "ami"
    /// An Amazon kernel.
    package static let aki: Self = "aki"
    /// An Amazon ramdisk.
    package static let ari: Self = "ari"
    /// A compressed disk.
    package static let compressed: Self = "compressed"
}
