/// How much of its quotas a project has used, as returned by `GET /v2/info/usage`.
///
/// Source: the unified limits of Glance's quotas (`use_keystone_limits`). A cloud that does not use them returns none.
package struct ImageUsage: Hashable, Sendable, Decodable {
    /// The data of all images (`image_size_total`), in MiB.
    package var size: Quota?
    /// The data in the staging area (`image_stage_total`), in MiB.
    package var staging: Quota?
    /// The number of images, with or without data (`image_count_total`).
    package var count: Quota?
    /// The number of images that are receiving data (`image_count_uploading`).
    package var uploading: Quota?

    /// The usage and the limit of one resource.
    package struct Quota: Hashable, Sendable, Decodable {
        /// The amount used.
        package var usage: Int64
        /// The maximum amount; negative if there is no limit, as in Keystone.
        package var limit: Int64

        /// Creates a quota.
        package init(usage: Int64, limit: Int64) {
            self.usage = usage
            self.limit = limit
        }
    }

    /// Creates a usage; a quota that is nil is not limited.
    package init(size: Quota? = nil, staging: Quota? = nil, count: Quota? = nil, uploading: Quota? = nil) {
        self.size = size
        self.staging = staging
        self.count = count
        self.uploading = uploading
    }

    private enum CodingKeys: String, CodingKey {
        case size = "image_size_total"
        case staging = "image_stage_total"
        case count = "image_count_total"
        case uploading = "image_count_uploading"
    }
}
