import Foundation
package import ImageModel
import Observation

/// The question which folder to save the data of several images to. Each file is named after its image, and no file replaces
/// another.
@Observable
@MainActor
package final class SaveManyModel {
    /// The number of images.
    package let count: Int
    /// The folder as typed; `~` stands for the home folder.
    package var path: String {
        get { target.path }
        set { if target.type(newValue) { look() } }
    }
    /// What is in the folder; nil while that is being found out, or if nothing is typed.
    package var place: SavePlace? { target.place }
    /// The completion of the path.
    package let completion: PathCompletion
    /// The images to save, in the order in which they were marked; nil while their records are being read.
    package private(set) var images: [Image]?
    /// The number of records that are known.
    package private(set) var knownCount: Int
    /// The number of images that have no data, and are left out.
    package private(set) var dataless = 0
    /// The number of images that could not be read, and are left out.
    package private(set) var unreadable = 0
    /// Why the first of them could not be read.
    package private(set) var failure: Explanation?
    /// Whether the downloads have been started or queued.
    package private(set) var isDone = false

    /// The maximum number of records that are read concurrently.
    private static let limit = 4

    private var target: SaveTarget
    private let surroundings: Surroundings
    private let memory: SaveMemory
    private let downloads: Downloads
    @ObservationIgnored private var isBeginning = false
    @ObservationIgnored private var reading: Task<Void, Never>?
    @ObservationIgnored private var looking: Task<Void, Never>?
    @ObservationIgnored private var remembering: Task<Void, Never>?
    @ObservationIgnored private var beginning: Task<Void, Never>?

    /// Creates the question, and starts to read the records.
    ///
    /// - Parameters:
    ///   - images: the images; at least one.
    ///   - known: the records that the list has loaded. The others are read.
    init(
        _ images: [MarkedImage], known: [Image.ID: Image], api: any ImageAPI, downloads: Downloads, memory: SaveMemory,
        surroundings: Surroundings
    ) {
        count = images.count
        knownCount = known.count
        self.downloads = downloads
        self.memory = memory
        self.surroundings = surroundings
        completion = PathCompletion(
            surroundings: surroundings, leavingOut: [PartFile.suffix, PartFile.noteSuffix])
        target = SaveTarget(proposing: surroundings.currentFolder(), home: surroundings.home())
        reading = Task { [weak self] in await SaveManyModel.read(images, besides: known, api) { self } }
        remembering = Task { [weak self] in
            guard let folder = await memory.lastFolder() else { return }
            self?.propose(folder)
        }
    }

    isolated deinit {
        for task in [reading, looking, remembering, beginning] { task?.cancel() }
    }

    private func propose(_ folder: String) {
        if target.propose(folder) { look() }
    }

    /// The folder, for display.
    package var folderWords: String { FilePath.abbreviated(target.whole ?? path, home: surroundings.home()) }

    /// The total number of bytes, as far as the records state it.
    package var size: Int64 { (images ?? []).dataSize }

    /// The free space on the disk, in bytes; nil if it is not known.
    package var room: Int64? { if case .free(let room)? = place { room } else { nil } }

    /// What is wrong with the folder; nil if nothing is. A name that is taken is no problem, because another one is chosen.
    package var problem: SaveProblem? {
        guard case .problem(let problem)? = place, !problem.isAboutTheName else { return nil }
        return problem
    }

    /// Whether saving can start.
    package var maySubmit: Bool {
        place != nil && problem == nil && images?.isEmpty == false && !isDone && !isBeginning
    }

    /// Waits until the records are read and the folder is examined, or until the downloads are started.
    func finish() async {
        await reading?.value
        await remembering?.value
        await looking?.value
        await beginning?.value
    }

    /// Reads the missing records, a few at a time. Between two answers nothing here keeps the model alive: once nobody else
    /// does, this task is cancelled.
    private static func read(
        _ images: [MarkedImage], besides known: [Image.ID: Image], _ api: any ImageAPI,
        for model: @escaping @MainActor () -> SaveManyModel?
    ) async {
        var found = known
        var waiting = images.filter { known[$0.id] == nil }[...]
        await withTaskGroup(of: (MarkedImage, Result<Image, APIError>).self) { group in
            for image in waiting.prefix(limit) { group.addTask { (image, await read(image.id, api)) } }
            waiting = waiting.dropFirst(limit)
            while let (image, result) = await group.next() {
                switch result {
                case .success(let record):
                    found[image.id] = record
                    model()?.knownCount += 1
                case .failure(let error):
                    model()?.leaveOut(image.name, error)
                    // If the service cannot be reached, that concerns all the remaining images.
                    if error.isOfTheWay {
                        model()?.unreadable += waiting.count
                        waiting = []
                    }
                }
                if !Task.isCancelled, let next = waiting.popFirst() {
                    group.addTask { (next, await read(next.id, api)) }
                }
            }
        }
        if !Task.isCancelled { model()?.take(images.compactMap { found[$0.id] }) }
    }

    private func take(_ all: [Image]) {
        let saved = all.filter { $0.dataObstacle == nil }
        dataless = all.count - saved.count
        images = saved
        look()
    }

    private func leaveOut(_ name: String, _ error: APIError) {
        unreadable += 1
        if failure == nil { failure = Explanation(error, during: .download(name: name)) }
    }

    private nonisolated static func read(_ id: Image.ID, _ api: any ImageAPI) async -> Result<Image, APIError> {
        do throws(APIError) {
            return .success(try await api.image(id).image)
        } catch {
            return .failure(error)
        }
    }

    private func look() {
        looking?.cancel()
        target.place = nil
        guard let folder = target.whole, let first = images?.first else { return }
        let path = FilePath.joined(folder, SavePath.fileName(for: first))
        looking = Task { [weak self, surroundings] in
            let found = await surroundings.savePlace(path, DataProof(first))
            guard !Task.isCancelled else { return }
            self?.target.place = found
        }
    }

    /// Starts a download for each image.
    package func submit() {
        guard maySubmit, let folder = target.whole, let images else { return }
        isBeginning = true
        let taken = Set(
            downloads.underWay.compactMap { download in
                if case .file(let path, _) = download.destination { path } else { nil }
            })
        // While this looks for names it does not retain the model, so that nothing starts if the question is closed meanwhile.
        beginning = Task { [weak self, surroundings, memory] in
            let paths = await SaveManyModel.paths(for: images, in: folder, besides: taken, surroundings)
            guard !Task.isCancelled, self?.begin(images, at: paths) != nil else { return }
            await memory.keepLastFolder(folder)
        }
    }

    private func begin(_ images: [Image], at paths: [String]) {
        for (image, path) in zip(images, paths) {
            downloads.add(
                image.id, name: image.nameOrID, size: image.size, to: .file(path: path, overwriting: false))
        }
        isDone = true
    }

    /// Returns a path in a folder for each image, no two of them the same.
    private nonisolated static func paths(
        for images: [Image], in folder: String, besides taken: Set<String>, _ surroundings: Surroundings
    ) async -> [String] {
        var (taken, paths) = (taken, [String]())
        for image in images {
            if Task.isCancelled { break }
            let path = await path(for: image, in: folder, besides: taken, surroundings)
            taken.insert(path)
            paths.append(path)
        }
        return paths
    }

    /// Returns a path that is not taken, or that has a part of this image.
    private nonisolated static func path(
        for image: Image, in folder: String, besides taken: Set<String>, _ surroundings: Surroundings
    ) async -> String {
        let path = FilePath.joined(folder, SavePath.fileName(for: image))
        guard !taken.contains(path) else { return await SavePath.free(path, besides: taken) }
        if case .problem(let problem) = await surroundings.savePlace(path, DataProof(image)), problem.isAboutTheName {
            return await SavePath.free(path, besides: taken)
        }
        return path
    }
}

extension Workspace {
    /// The question which folder to save the data of images to.
    package func save(_ images: [MarkedImage]) -> SaveManyModel {
        let known = images.compactMap(listed).map { ($0.id, $0) }
        return SaveManyModel(
            images, known: Dictionary(known) { first, _ in first }, api: api, downloads: downloads, memory: saveMemory,
            surroundings: surroundings)
    }
}
