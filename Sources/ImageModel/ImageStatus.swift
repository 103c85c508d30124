/// The stage of an image's life cycle: the API's `status`.
///
/// The set is open: a status that this version does not know is shown as the cloud returns it.
package struct ImageStatus: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The status as the API spells it, for example `queued`.
    package let rawValue: String

    /// Creates the status with this spelling in the API.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// Creates the status with this spelling in the API.
    package init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The record exists, but has no data yet.
    package static let queued: Self = "queued"
    /// Data is being written to a store.
    package static let saving: Self = "saving"
    /// The data is complete: the image can be booted and downloaded.
    package static let active: Self = "active"
    /// Data is being uploaded to the staging area.
    package static let uploading: Self = "uploading"
    /// Staged or remote data is being imported into the stores.
    package static let importing: Self = "importing"
    /// An administrator has blocked the use of the data.
    package static let deactivated: Self = "deactivated"
    /// Writing the data failed; the image cannot be used.
    package static let killed: Self = "killed"
    /// The image has been deleted; its record is kept only for its id.
    package static let deleted: Self = "deleted"
    /// The data is waiting to be scrubbed.
    package static let pendingDelete: Self = "pending_delete"

    /// Whether the service is working on the image, so that its status will change by itself.
    package var isInTransit: Bool { self == .saving || self == .uploading || self == .importing }
}
