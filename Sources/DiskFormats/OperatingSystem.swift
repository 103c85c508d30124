/// The operating system on a disk, in the terms of the image properties `os_type`, `os_distro` and `os_version`.
package struct OperatingSystem: Hashable, Sendable {
    /// The types of systems that `os_type` knows.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Any Linux.
        case linux
        /// Any Windows.
        case windows
    }

    /// The value of `os_type`; nil if it has none for this system.
    package let type: Kind?
    /// The value of `os_distro`, as named by libosinfo and Glance; nil if the bytes do not tell.
    package let distribution: String?
    /// The value of `os_version`; nil if the bytes do not tell.
    package let version: String?

    init(type: Kind? = nil, distribution: String? = nil, version: String? = nil) {
        self.type = type
        self.distribution = distribution
        self.version = version
    }
}
