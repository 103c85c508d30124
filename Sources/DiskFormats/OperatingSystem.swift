/// What runs on a disk, by the words that the image properties `os_type`, `os_distro` and `os_version` have for it.
public struct OperatingSystem: Hashable, Sendable {
    /// The systems that `os_type` knows.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Any Linux.
        case linux
        /// Any Windows.
        case windows
    }

    /// The property `os_type`; nil where it has no word for it.
    public let type: Kind?
    /// The property `os_distro`, in libosinfo's and Glance's words; nil where the bytes do not tell.
    public let distribution: String?
    /// The property `os_version`; nil where the bytes do not tell.
    public let version: String?

    init(type: Kind? = nil, distribution: String? = nil, version: String? = nil) {
        self.type = type
        self.distribution = distribution
        self.version = version
    }
}
