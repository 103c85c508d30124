public import ImageModel

extension Image {
    /// Why there is no data of it that could be read: a sentence; nil where nothing says so.
    public var dataObstacle: String? {
        switch status {
        case .queued: "It is queued: it has no data yet. Give it some first."
        case .saving, .uploading, .importing:
            "It is \(status.rawValue): its data is still on its way. Wait until it is active."
        case .killed, .deleted, .pendingDelete: "It is \(status.rawValue): it has no data any more."
        default: nil
        }
    }
}
