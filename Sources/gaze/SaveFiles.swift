import ViewModels

/// The file in which the folder is kept that an image was saved to last.
struct SaveFiles: Sendable {
    private let folder: RememberedLine

    init(files: FileLocations) { folder = RememberedLine(path: files.state + "/saves") }

    /// It, for the question where to save. None of it is done on the main actor.
    var memory: SaveMemory { SaveMemory(lastFolder: read, keepLastFolder: write) }

    @concurrent @Sendable private func read() async -> String? { folder.line }

    @concurrent @Sendable private func write(_ folder: String) async { self.folder.keep(folder) }
}
