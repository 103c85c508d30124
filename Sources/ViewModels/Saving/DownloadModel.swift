public import ImageModel
public import Observation

/// The data of one image on its way to a file, or to standard output, and the proof that it is the image's.
@Observable
@MainActor
public final class DownloadModel: Identifiable {
    /// Where a download is.
    public enum State: Hashable, Sendable {
        /// Its turn has not come: others come in.
        case waiting
        /// It is held back until a person lets it go on; what has come is kept.
        case held
        /// The record is being read.
        case asking
        /// What is there already is read again, for its hash.
        case checking
        /// Bytes come in.
        case receiving
        /// The way was cut off, and it tries to go on.
        case resuming
        /// All of it is there, and the file is given its name.
        case finishing
        /// The file is there, and is the image's data; the text says what was compared.
        case saved(String)
        /// It did not work out.
        case failed(Explanation)
        /// It was called off; what has come is kept.
        case cancelled
    }

    /// The image whose data it is.
    public let imageID: Image.ID
    /// What the image is called.
    public let name: String
    /// Where the data goes.
    public private(set) var destination: SaveDestination
    /// Where it is.
    public private(set) var state: State = .waiting {
        didSet { if state != oldValue { onChange(self) } }
    }
    /// Bytes that are there.
    public private(set) var bytesMoved: Int64 = 0
    /// Bytes in all; nil where that is not known.
    public private(set) var size: Int64?
    /// The home folder, for the words that name a path.
    let home: String

    private let api: any ImageAPI
    private let surroundings: Surroundings
    private let onChange: @MainActor (DownloadModel) -> Void
    @ObservationIgnored private var task: Task<Void, Never>?
    private var meter = RateMeter()
    /// What is to become of it when what goes on now has ended.
    @ObservationIgnored private var isHeld = false
    /// Where it was to go before, and where its part is.
    @ObservationIgnored private var former: String?

    /// A download that waits for its turn.
    ///
    /// - Parameter onChange: told whenever the state has changed.
    init(
        _ image: Image.ID, name: String, size: Int64?, to destination: SaveDestination, api: any ImageAPI,
        surroundings: Surroundings, onChange: @escaping @MainActor (DownloadModel) -> Void
    ) {
        imageID = image
        self.name = name
        self.size = size
        self.destination = destination
        self.api = api
        self.surroundings = surroundings
        self.onChange = onChange
        home = surroundings.home()
    }

    isolated deinit {
        task?.cancel()
    }

    /// Where the data goes, for a person.
    public var destinationWords: String { FilePath.abbreviated(destination.words, home: home) }

    /// Why the name of the file is in the way; nil where it is not.
    public var nameProblem: SaveProblem? {
        guard case .file(let problem)? = failure?.cause, problem.isAboutTheName else { return nil }
        return problem
    }

    /// Writes over what is there.
    public func retryOverwriting() {
        guard mayRetry, case .file(let path, _) = destination else { return }
        destination = .file(path: path, overwriting: true)
        retry()
    }

    /// Goes on under another name, which nobody has.
    public func retryUnderFreeName() {
        guard mayRetry, case .file(let path, _) = destination else { return }
        // The name is looked for when it goes on.
        former = path
        retry()
    }

    /// Begins, now that it is its turn.
    func begin() {
        guard state == .waiting, task == nil else { return }
        meter = RateMeter()
        state = .asking
        task = Task { [weak self] in await self?.run() }
    }

    /// Waits for the end of what goes on now.
    func finish() async { await task?.value }

    private func run() async {
        if let former { destination = .file(path: await SavePath.free(former), overwriting: false) }
        let saving = DataSaving(api: api, image: imageID, destination: destination, former: former)
        let (progress, tell) = AsyncStream.makeStream(
            of: DataSaving.Progress.self, bufferingPolicy: .bufferingNewest(1))
        async let result = Self.perform(saving, tell)
        for await step in progress { note(step) }
        let end: State
        switch await result {
        case .success(let verdict): end = .saved(verdict)
        case .failure(.request(let error)) where error.kind == .cancelled: end = isHeld ? .held : .cancelled
        case .failure where Task.isCancelled: end = isHeld ? .held : .cancelled
        case .failure(let failure): end = .failed(Explanation(failure, name: name))
        }
        former = nil
        isHeld = false
        task = nil
        state = end
    }

    private nonisolated static func perform(
        _ saving: DataSaving, _ progress: AsyncStream<DataSaving.Progress>.Continuation
    ) async -> Result<String, DataSaving.Failure> {
        defer { progress.finish() }
        do throws(DataSaving.Failure) {
            return .success(try await saving.perform { progress.yield($0) })
        } catch {
            return .failure(error)
        }
    }

    private func note(_ progress: DataSaving.Progress) {
        size = progress.size ?? size
        bytesMoved = progress.bytes
        switch progress.step {
        case .asking: state = .asking
        case .checking: state = .checking
        case .resuming:
            state = .resuming
            meter = RateMeter()
        case .finishing: state = .finishing
        case .receiving:
            if state != .receiving { meter = RateMeter() }
            meter.note(progress.bytes, at: surroundings.instant())
            state = .receiving
        }
    }
}

extension DownloadModel: Transfer {
    /// Whether something is still to happen.
    public var isUnderWay: Bool {
        switch state {
        case .saved, .failed, .cancelled: false
        default: true
        }
    }

    /// Whether a person has called it off.
    public var isCancelled: Bool { state == .cancelled }

    /// Whether it takes a part of the line now.
    public var isMoving: Bool { isUnderWay && state != .waiting && state != .held }

    /// Why it did not work out; nil where it did, or nobody knows yet.
    public var failure: Explanation? {
        if case .failed(let explanation) = state { explanation } else { nil }
    }

    /// Bytes a second over the last few seconds; nil before that is known, and where none come.
    public var bytesPerSecond: Double? {
        state == .receiving ? meter.bytesPerSecond(at: surroundings.instant()) : nil
    }

    /// How long it has stalled: that bytes should come in, and none do; nil while they come.
    public var stall: Duration? { state == .receiving ? meter.stall(at: surroundings.instant()) : nil }

    /// Whether it can be tried again, from where it is: what went to standard output is gone.
    public var mayRetry: Bool {
        switch state {
        case .failed, .cancelled: destination != .standardOutput
        default: false
        }
    }

    /// Calls it off; what has come is kept.
    public func cancel() {
        guard isUnderWay else { return }
        isHeld = false
        if let task { task.cancel() } else { state = .cancelled }
    }

    /// Goes on, after a failure or a cancellation.
    public func retry() {
        if mayRetry { state = .waiting }
    }

    /// Whether it can be held back, or let go on.
    public var mayHold: Bool {
        switch state {
        case .saved, .failed, .cancelled, .finishing: false
        default: true
        }
    }

    /// Holds it back at once, or lets it go on from where it is.
    public func toggleHold() {
        switch state {
        case .held: state = .waiting
        case .waiting: state = .held
        case _ where !mayHold: break
        default:
            isHeld = true
            task?.cancel()
        }
    }
}
