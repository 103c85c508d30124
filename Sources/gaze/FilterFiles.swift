import Foundation
import ViewModels

/// The file in which the filters of a cloud are kept, one a line.
struct FilterFiles: Sendable {
    private let history: RememberedLine

    /// - Parameter cloud: the cloud, as clouds.yaml calls it.
    init(files: FileLocations, cloud: String) {
        history = RememberedLine(path: files.folder(ofCloud: cloud) + "/filters")
    }

    /// It, for the list. None of it is done on the main actor.
    var memory: FilterMemory { FilterMemory(history: read, changeHistory: change) }

    private var filters: [String] { (history.line ?? "").split(separator: "\n").map(String.init) }

    @concurrent @Sendable private func read() async -> [String] { filters }

    @concurrent @Sendable private func change(_ change: FilterMemory.HistoryChange) async {
        try? FileLock.changing(history.path) { history.keep(change(filters).joined(separator: "\n")) }
    }
}
