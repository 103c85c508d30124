import ViewModels

/// The file that keeps the folder to which an image was last saved.
struct SaveFiles: Sendable {
    private let folder: RememberedLine

    init(files: FileLocations) { folder = RememberedLine(path: files.state + "/saves") }

    /// This file as the memory of the dialog that asks where to save. All access happens off the main actor.
    var memory: SaveMemory { SaveMemory(lastFolder: read, keepLastFolder: write) }

    @concurrent @Sendable private func read() async -> String? { folder.line }

    @concurrent @Sendable private func write(_ folder: String) async { self.folder.keep(folder) }
}
