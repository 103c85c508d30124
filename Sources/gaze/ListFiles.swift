import Foundation
import ViewModels

/// The files that keep the columns and the saved views of a cloud's list: `columns` has one column per line, and `views` has
/// one JSON object per line.
struct ListFiles: Sendable {
    private let columns: RememberedLine
    private let views: String
    private let home: String

    /// Creates the list files of a cloud.
    ///
    /// - Parameter cloud: the name of the cloud in clouds.yaml.
    init(files: FileLocations, cloud: String) {
        let folder = files.folder(ofCloud: cloud)
        columns = RememberedLine(path: folder + "/columns")
        views = folder + "/views"
        home = files.home
    }

    /// These files as the list's memory. All access happens off the main actor.
    var memory: ListMemory {
        ListMemory(columns: readColumns, keepColumns: writeColumns, views: readViews, changeViews: changeViews)
    }

    @concurrent @Sendable private func readColumns() async -> [ListColumn]? {
        columns.line.flatMap(ListColumn.columns)
    }

    @concurrent @Sendable private func writeColumns(_ chosen: [ListColumn]?) async {
        columns.keep(ListColumn.text(of: chosen))
    }

    @concurrent @Sendable private func readViews() async -> [SavedView] { kept }

    private var kept: [SavedView] {
        guard let data = FileManager.default.contents(atPath: views) else { return [] }
        // Views written by a later version of gaze may not be readable, and are skipped.
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? JSONDecoder().decode(SavedView.self, from: $0)
        }
    }

    @concurrent @Sendable private func changeViews(
        _ change: ListMemory.ViewsChange
    ) async throws(ListMemoryError) -> [SavedView]? {
        do {
            return try FileLock.changing(views) {
                var saved = kept
                change(&saved)
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                let lines = try saved.map { try encoder.encode($0) + Data("\n".utf8) }
                try Data(lines.joined()).write(to: URL(filePath: views), options: .atomic)
                return saved
            }
        } catch {
            throw ListMemoryError(
                "The views are not kept in \(FileLocations.shown(views, home: home)). Make room or let gaze write there; "
                    + "until then they last until gaze ends.")
        }
    }
}
