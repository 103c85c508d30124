/// The stage of an image's life cycle: the API's `status`.
///
/// The set is open: a status that this version does not know is shown as the cloud returns it.
public struct ImageStatus: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The status as the API spells it, for example `queued`.
    public let rawValue: String

    /// Creates the status with this spelling in the API.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// Creates the status with this spelling in the API.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The record exists, but has no data yet.
    public static let queued: Self = "queued"
    /// Data is being written to a store.
    public static let saving: Self = "saving"
    /// The data is complete: the image can be booted and downloaded.
    public static let active: Self = "active"
    /// Data is being uploaded to the staging area.
    public static let uploading: Self = "uploading"
    /// Staged or remote data is being imported into the stores.
    public static let importing: Self = "importing"
    /// An administrator has blocked the use of the data.
    public static let deactivated: Self = "deactivated"
    /// Writing the data failed; the image cannot be used.
    public static let killed: Self = "killed"
    /// The image has been deleted; its record is kept only for its id.
    public static let deleted: Self = "deleted"
    /// The data is waiting to be scrubbed.
    public static let pendingDelete: Self = "pending_delete"

    /// Whether the service is working on the image, so that its status will change by itself.
    public var isInTransit: Bool { self == .saving || self == .uploading || self == .importing }
}
