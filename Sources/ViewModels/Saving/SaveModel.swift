import Foundation
package import ImageModel
import Observation

/// The question where to save an image's data: the path as it is typed, and what is there.
@Observable
@MainActor
package final class SaveModel {
    /// The image.
    package let image: Image
    /// The path as typed; `~` stands for the home folder.
    package var path: String {
        get { target.path }
        set { if target.type(newValue) { look() } }
    }
    /// What is at the path; nil while that is being found out, or if nothing is typed.
    package var place: SavePlace? { target.place }
    /// The completion of the path.
    package let completion: PathCompletion
    /// Whether the download has been requested.
    package private(set) var isDone = false

    private var target: SaveTarget
    private let surroundings: Surroundings
    private let memory: SaveMemory
    private let downloads: Downloads
    private let fileName: String
    @ObservationIgnored private var looking: Task<Void, Never>?
    @ObservationIgnored private var remembering: Task<Void, Never>?

    init(_ image: Image, downloads: Downloads, memory: SaveMemory, surroundings: Surroundings) {
        self.image = image
        self.downloads = downloads
        self.memory = memory
        self.surroundings = surroundings
        completion = PathCompletion(
            surroundings: surroundings, leavingOut: [PartFile.suffix, PartFile.noteSuffix])
        fileName = SavePath.fileName(for: image)
        target = SaveTarget(
            proposing: FilePath.joined(surroundings.currentFolder(), fileName), home: surroundings.home())
        look()
        remembering = Task { [weak self] in
            guard let folder = await memory.lastFolder() else { return }
            self?.propose(folder)
        }
    }

    isolated deinit {
        looking?.cancel()
        remembering?.cancel()
    }

    private func propose(_ folder: String) {
        if target.propose(FilePath.joined(folder, fileName)) { look() }
    }

    /// The absolute path; nil if nothing is typed, or only a folder.
    private var wholePath: String? { path.hasSuffix("/") ? nil : target.whole }

    /// Waits until the path is examined.
    func finishLooking() async {
        await remembering?.value
        await looking?.value
    }

    private func look() {
        looking?.cancel()
        target.place = nil
        guard let whole = wholePath else { return }
        looking = Task { [weak self] in await self?.look(at: whole) }
    }

    private func look(at whole: String) async {
        let found = await surroundings.savePlace(whole, DataProof(image))
        if !Task.isCancelled { target.place = found }
    }

    /// Proposes a name like the typed one that is not taken.
    package func proposeFreeName() {
        guard let wholePath else { return }
        looking?.cancel()
        target.place = nil
        looking = Task { [weak self] in
            let free = await SavePath.free(wholePath)
            guard let self, !Task.isCancelled else { return }
            _ = target.type(FilePath.abbreviated(free, home: surroundings.home()))
            await look(at: free)
        }
    }

    /// Starts the download.
    ///
    /// - Parameter overwriting: whether an existing file may be overwritten.
    package func submit(overwriting: Bool = false) {
        guard !isDone, image.dataObstacle == nil, let whole = wholePath else { return }
        downloads.add(
            image.id, name: image.nameOrID, size: image.size, to: .file(path: whole, overwriting: overwriting))
        isDone = true
        guard let folder = FilePath.parent(of: whole)?.folder else { return }
        Task { [memory] in await memory.keepLastFolder(folder) }
    }
}
