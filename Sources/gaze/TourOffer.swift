import Foundation

/// Whether to offer the tour: only at the very first start.
struct TourOffer {
    /// Whether gaze has never been started here.
    let isDue: Bool
    private let memory: RememberedLine

    /// Checks for a first start; it must be made before anything is written, so that whatever exists is from an earlier start.
    init(files: FileLocations) {
        isDue = !FileManager.default.fileExists(atPath: files.state)
        memory = RememberedLine(path: files.state + "/tour")
    }

    /// Remembers that the tour was offered.
    func keep() { if isDue { memory.keep("offered") } }
}
