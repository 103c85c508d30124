import Foundation
public import ImageModel
public import Observation

/// The question to which folder the data of many images is to be saved. Each file is named after its image, and none takes the
/// place of another.
@Observable
@MainActor
public final class SaveManyModel {
    /// How many images it is for.
    public let count: Int
    /// The folder as typed; `~` is the home folder.
    public var path: String {
        get { target.path }
        set { if target.type(newValue) { look() } }
    }
    /// What there is; nil while that is being found out, or nothing is typed.
    public var place: SavePlace? { target.place }
    /// Completion of the path.
    public let completion: PathCompletion
    /// Those that are to be saved, in the order in which they were marked; nil while the records are being read.
    public private(set) var images: [Image]?
    /// How many records are known.
    public private(set) var knownCount: Int
    /// How many have no data, and are left out.
    public private(set) var dataless = 0
    /// How many could not be read, and are left out.
    public private(set) var unreadable = 0
    /// Why the first of them could not.
    public private(set) var failure: Explanation?
    /// Whether the data is on its way now, or waits for its turn.
    public private(set) var isDone = false

    /// Records that are read at once.
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

    /// - Parameters:
    ///   - images: the images; at least one.
    ///   - known: the records of those that the list has loaded. The others are read.
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

    /// The folder as a person reads it.
    public var folderWords: String { FilePath.abbreviated(target.whole ?? path, home: surroundings.home()) }

    /// Bytes in all, as far as the records say it.
    public var size: Int64 { (images ?? []).dataSize }

    /// What the disk has left, in bytes, where that is known.
    public var room: Int64? { if case .free(let room)? = place { room } else { nil } }

    /// What is the matter with the folder; nil where nothing is. A name that is taken there is in nobody's way.
    public var problem: SaveProblem? {
        guard case .problem(let problem)? = place, !problem.isAboutTheName else { return nil }
        return problem
    }

    /// Whether it can begin.
    public var maySubmit: Bool {
        place != nil && problem == nil && images?.isEmpty == false && !isDone && !isBeginning
    }

    /// Waits until the records are read and the folder is looked at, or until the downloads are begun.
    func finish() async {
        await reading?.value
        await remembering?.value
        await looking?.value
        await beginning?.value
    }

    /// Reads the records that are not known, a few at once. Between two answers nothing here holds the model: where nobody else does,
    /// this is called off.
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
                    // What does not get to the service is so for all of them.
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

    /// Begins a download of each.
    public func submit() {
        guard maySubmit, let folder = target.whole, let images else { return }
        isBeginning = true
        let taken = Set(
            downloads.underWay.compactMap { download in
                if case .file(let path, _) = download.destination { path } else { nil }
            })
        // While names are looked for, nothing here holds the model: where the question is left, nothing begins.
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

    /// A path for each image in a folder, no two of them the same.
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

    /// A path that is free, or where a part of the image is.
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
    /// The question to which folder the data of images is to be saved.
    public func save(_ images: [MarkedImage]) -> SaveManyModel {
        let known = images.compactMap(listed).map { ($0.id, $0) }
        return SaveManyModel(
            images, known: Dictionary(known) { first, _ in first }, api: api, downloads: downloads, memory: saveMemory,
            surroundings: surroundings)
    }
}
