/// Where an image is in its life, as the API's `status` says.
///
/// The set is open: a cloud may answer a status that this version has never heard of, and it is shown as it came.
public struct ImageStatus: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The status as the API spells it, for example `queued`.
    public let rawValue: String

    /// The status that the API spells so.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The status that the API spells so.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The record exists; it has no data yet.
    public static let queued: Self = "queued"
    /// Data is being written to its store.
    public static let saving: Self = "saving"
    /// The data is there: the image can be booted and downloaded.
    public static let active: Self = "active"
    /// Data is being sent to the staging area.
    public static let uploading: Self = "uploading"
    /// Staged or remote data is on its way into the stores.
    public static let importing: Self = "importing"
    /// An administrator has barred the data from being used.
    public static let deactivated: Self = "deactivated"
    /// Writing the data failed; the image cannot be used.
    public static let killed: Self = "killed"
    /// The record is kept for its id only.
    public static let deleted: Self = "deleted"
    /// The data waits to be scrubbed.
    public static let pendingDelete: Self = "pending_delete"

    /// Whether the service is working on the image, so that its status will change without anybody's doing.
    public var isInTransit: Bool { self == .saving || self == .uploading || self == .importing }
}
