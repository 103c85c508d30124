import Foundation
import ViewModels

/// The file that keeps a cloud's filter history, one filter per line.
struct FilterFiles: Sendable {
    private let history: RememberedLine

    /// Creates the filter file of a cloud.
    ///
    /// - Parameter cloud: the name of the cloud in clouds.yaml.
    init(files: FileLocations, cloud: String) {
        history = RememberedLine(path: files.folder(ofCloud: cloud) + "/filters")
    }

    /// This file as the list's memory of filters. All access happens off the main actor.
    var memory: FilterMemory { FilterMemory(history: read, changeHistory: change) }

    private var filters: [String] { (history.line ?? "").split(separator: "\n").map(String.init) }

    @concurrent @Sendable private func read() async -> [String] { filters }

    @concurrent @Sendable private func change(_ change: FilterMemory.HistoryChange) async {
        try? FileLock.changing(history.path) { history.keep(change(filters).joined(separator: "\n")) }
    }
}
