package import ImageModel

extension Image {
    /// Why the image has no data to read, as a sentence; nil if its status does not rule it out.
    package var dataObstacle: String? {
        switch status {
        case .queued: "It is queued: it has no data yet. Give it some first."
        case .saving, .uploading, .importing:
            "It is \(status.rawValue): its data is still on its way. Wait until it is active."
        case .killed, .deleted, .pendingDelete: "It is \(status.rawValue): it has no data any more."
        default: nil
        }
    }
}
