/// The operating system on a disk, in the terms of the image properties `os_type`, `os_distro` and `os_version`.
public struct OperatingSystem: Hashable, Sendable {
    /// The types of systems that `os_type` knows.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Any Linux.
        case linux
        /// Any Windows.
        case windows
    }

    /// The value of `os_type`; nil if it has none for this system.
    public let type: Kind?
    /// The value of `os_distro`, as named by libosinfo and Glance; nil if the bytes do not tell.
    public let distribution: String?
    /// The value of `os_version`; nil if the bytes do not tell.
    public let version: String?

    init(type: Kind? = nil, distribution: String? = nil, version: String? = nil) {
        self.type = type
        self.distribution = distribution
        self.version = version
    }
}
