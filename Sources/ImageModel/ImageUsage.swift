/// How much of its quotas a project has used, as `GET /v2/info/usage` answers it.
///
/// Source: the unified limits of Glance's quotas (`use_keystone_limits`). A cloud without them names none.
public struct ImageUsage: Hashable, Sendable, Decodable {
    /// The data of all images (`image_size_total`), in MiB.
    public var size: Quota?
    /// The data in the staging area (`image_stage_total`), in MiB.
    public var staging: Quota?
    /// Images, whether they have data or not (`image_count_total`).
    public var count: Quota?
    /// Images that are taking data in (`image_count_uploading`).
    public var uploading: Quota?

    /// Of one thing, what there is and what there may be.
    public struct Quota: Hashable, Sendable, Decodable {
        /// What there is.
        public var usage: Int64
        /// What there may be; below zero where that is not limited, as Keystone has it.
        public var limit: Int64

        /// So much of so much.
        public init(usage: Int64, limit: Int64) {
            self.usage = usage
            self.limit = limit
        }
    }

    /// Quotas; what is left out is not limited.
    public init(size: Quota? = nil, staging: Quota? = nil, count: Quota? = nil, uploading: Quota? = nil) {
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
