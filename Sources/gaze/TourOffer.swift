import Foundation

/// Whether the tour is offered: at the very first start, and never again.
struct TourOffer {
    /// Whether gaze has never been started here.
    let isDue: Bool
    private let memory: RememberedLine

    /// Looks before anything else is kept: what there is then is of an earlier start.
    init(files: FileLocations) {
        isDue = !FileManager.default.fileExists(atPath: files.state)
        memory = RememberedLine(path: files.state + "/tour")
    }

    /// Remembers that it was offered.
    func keep() { if isDue { memory.keep("offered") } }
}
