package import ImageModel
import Observation

/// A download of one image's data to a file or to standard output, with its verification.
@Observable
@MainActor
package final class DownloadModel: Identifiable {
    /// The state of a download.
    package enum State: Hashable, Sendable {
        /// Waiting for other downloads.
        case waiting
        /// Paused by the user; what has arrived is kept.
        case held
        /// The record is being read.
        case asking
        /// A part from before is being read again, for its hash.
        case checking
        /// Bytes are arriving.
        case receiving
        /// The transfer was interrupted, and tries to resume.
        case resuming
        /// All data is there; the file is being renamed.
        case finishing
        /// The file is there and is verified; the text says what was compared.
        case saved(String)
        /// The download failed.
        case failed(Explanation)
        /// Cancelled; what has arrived is kept.
        case cancelled
    }

    /// The id of the image whose data is downloaded.
    package let imageID: Image.ID
    /// The image's name.
    package let name: String
    /// Where the data is saved.
    package private(set) var destination: SaveDestination
    /// The current state.
    package private(set) var state: State = .waiting {
        didSet { if state != oldValue { onChange(self) } }
    }
    /// The number of bytes that are there.
    package private(set) var bytesMoved: Int64 = 0
    /// The total number of bytes; nil if it is not known.
    package private(set) var size: Int64?
    /// The home folder, to abbreviate paths for display.
    let home: String

    private let api: any ImageAPI
    private let surroundings: Surroundings
    private let onChange: @MainActor (DownloadModel) -> Void
    @ObservationIgnored private var task: Task<Void, Never>?
    private var meter = RateMeter()
    /// Whether the running attempt was interrupted to pause the download, and not to cancel it.
    @ObservationIgnored private var isHeld = false
    /// The path that the data was to be saved to before, and where its part is.
    @ObservationIgnored private var former: String?

    /// Creates a download that waits for its turn.
    ///
    /// - Parameter onChange: called whenever the state has changed.
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

    /// The destination, for display.
    package var destinationWords: String { FilePath.abbreviated(destination.words, home: home) }

    /// The problem that another file name, or overwriting, would solve; nil if there is none.
    package var nameProblem: SaveProblem? {
        guard case .file(let problem)? = failure?.cause, problem.isAboutTheName else { return nil }
        return problem
    }

    /// Retries, overwriting the file that is there.
    package func retryOverwriting() {
        guard mayRetry, case .file(let path, _) = destination else { return }
        destination = .file(path: path, overwriting: true)
        retry()
    }

    /// Retries with a file name that is not taken.
    package func retryUnderFreeName() {
        guard mayRetry, case .file(let path, _) = destination else { return }
        // The new name is determined when the download starts.
        former = path
        retry()
    }

    /// Starts the download, once its turn has come.
    func begin() {
        guard state == .waiting, task == nil else { return }
        meter = RateMeter()
        state = .asking
        task = Task { [weak self] in await self?.run() }
    }

    /// Waits until the running attempt has ended.
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
    /// Whether the download has not ended yet.
    package var isUnderWay: Bool {
        switch state {
        case .saved, .failed, .cancelled: false
        default: true
        }
    }

    /// Whether the user has cancelled the download.
    package var isCancelled: Bool { state == .cancelled }

    /// Whether the download occupies the line now.
    package var isMoving: Bool { isUnderWay && state != .waiting && state != .held }

    /// Why the download failed; nil if it has not.
    package var failure: Explanation? {
        if case .failed(let explanation) = state { explanation } else { nil }
    }

    /// The rate over the last few seconds, in bytes per second; nil until it is known, and while nothing is received.
    package var bytesPerSecond: Double? {
        state == .receiving ? meter.bytesPerSecond(at: surroundings.instant()) : nil
    }

    /// How long the download has stalled: it should receive bytes, but none come; nil otherwise.
    package var stall: Duration? { state == .receiving ? meter.stall(at: surroundings.instant()) : nil }

    /// Whether the download can be retried from where it stopped. Not to standard output: what was written there is gone.
    package var mayRetry: Bool {
        switch state {
        case .failed, .cancelled: destination != .standardOutput
        default: false
        }
    }

    /// Cancels the download; what has arrived is kept.
    package func cancel() {
        guard isUnderWay else { return }
        isHeld = false
        if let task { task.cancel() } else { state = .cancelled }
    }

    /// Resumes the download after a failure or a cancellation.
    package func retry() {
        if mayRetry { state = .waiting }
    }

    /// Whether the download can be paused or resumed.
    package var mayHold: Bool {
        switch state {
        case .saved, .failed, .cancelled, .finishing: false
        default: true
        }
    }

    /// Pauses the download at once, or resumes it.
    package func toggleHold() {
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
