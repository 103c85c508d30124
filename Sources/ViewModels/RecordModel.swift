public import ImageModel
public import Observation

/// One image: its record as the service answered it, and what is going on with it.
@Observable
@MainActor
public final class RecordModel {
    /// The image.
    public let id: Image.ID
    /// The name to show before the record is there.
    public private(set) var name: String
    /// The answer that was received last, by this or by the transfer; nil before the first.
    public var record: ImageRecord? {
        guard let reading = transfer?.reading, reading.number > readings else { return answer }
        return Self.keeping(answer?.headers, in: reading.record)
    }
    /// Whether a request is under way.
    public private(set) var isLoading = false
    /// Whether a delete is under way.
    public private(set) var isDeleting = false
    /// Whether the image is deleted now.
    public private(set) var isDeleted = false
    /// What is being done to the image now, for example `protecting`; nil while nothing is.
    public private(set) var activity: String?
    /// Why the last request failed; nil when it did not.
    public internal(set) var failure: Explanation?
    /// The data on its way, where this gaze sends some.
    public let transfer: TransferModel?
    /// Whether this gaze has made the image just now.
    public let isNew: Bool
    /// The projects that the image is shared with.
    public let members: RecordPart<[ImageMember]>
    /// What the service does on the image by itself, and has done lately.
    public let tasks: RecordPart<[ImageTask]>
    /// The cloud's stores; none where it has a single one, and names none.
    public let stores: RecordPart<[ImageStore]>

    let api: any ImageAPI
    /// The answer to this model's own request.
    private var answer: ImageRecord?
    /// How often the transfer had read the record when that was asked for: what it has read since is later.
    private var readings = 0
    /// Whether the failure is that of a reading, which the next answer takes away.
    @ObservationIgnored private(set) var isFailureOfReading = false
    /// Whether nobody was let in when it was read last.
    @ObservationIgnored private(set) var isLockedOut = false
    /// Whether the last reading may go better after a while.
    @ObservationIgnored private(set) var mayTryAgain = false
    /// Whether the image was not there when it was read last.
    @ObservationIgnored private(set) var isGone = false
    /// Whether the service did not answer when it was asked last what others have done.
    public internal(set) var isUnanswered = false
    /// Whether what was refused is to stay in sight while the record is read.
    @ObservationIgnored private var keepsRefusal = false
    @ObservationIgnored private var task: Task<Void, Never>?
    /// The reading that finds out what others have done.
    @ObservationIgnored var watching: Task<Void, Never>?
    @ObservationIgnored var secondsUnwatched = 0.0
    /// How often nothing had changed, one time after the other.
    @ObservationIgnored var quietTimes = 0
    private let onRead: @MainActor (Image) -> Void
    private let onDelete: @MainActor (Image.ID) -> Void
    /// Told of what a person has changed.
    let onChange: @MainActor (DoneChange) -> Void

    /// The record of an image; what a create has answered just now is shown at once, anything else is read.
    ///
    /// - Parameters:
    ///   - created: the answer to the create, where this gaze has made the image just now.
    ///   - onRead: told of the image whenever it has been read.
    ///   - onDelete: told when the image has been deleted.
    ///   - onChange: told of what a person has changed, the deletion too.
    init(
        id: Image.ID, name: String, created: ImageRecord?, api: any ImageAPI, transfer: TransferModel?,
        onRead: @escaping @MainActor (Image) -> Void, onDelete: @escaping @MainActor (Image.ID) -> Void,
        onChange: @escaping @MainActor (DoneChange) -> Void = { _ in }
    ) {
        self.id = id
        self.name = name
        answer = created
        isNew = created != nil
        self.api = api
        self.transfer = transfer
        self.onRead = onRead
        self.onDelete = onDelete
        self.onChange = onChange
        members = RecordPart("members") { () throws(APIError) in try await api.members(of: id) }
        tasks = RecordPart("tasks") { () throws(APIError) in try await api.tasks(of: id) }
        stores = RecordPart("stores") { () throws(APIError) in try await api.stores() }
        if created == nil || transfer != nil || created?.image.status.isInTransit == true { refresh() }
    }

    isolated deinit {
        task?.cancel()
        watching?.cancel()
    }

    /// Reads the record, and again for as long as the service is working on the image.
    public func refresh() {
        keepsRefusal = false
        startReading()
    }

    /// Reads the record as nobody has asked: what was refused stays in sight.
    func readOn() {
        keepsRefusal = true
        startReading()
    }

    private func startReading() {
        guard !isDeleted, !isDeleting, activity == nil else { return }
        stopWatching()
        members.refresh()
        tasks.refresh()
        if stores.failure != nil { stores.refresh() }
        task?.cancel()
        isLoading = true
        task = Task { [weak self] in
            var backoff = Backoff()
            var hasWaited = false
            // Between two readings nothing here holds the model: where nobody else does, this is called off.
            while await self?.read(hasWaited: hasWaited) == true {
                do { try await backoff.pause() } catch { return }
                hasWaited = true
            }
        }
    }

    /// Reads the record once.
    ///
    /// - Parameter hasWaited: whether it was read before, and was being worked on.
    /// - Returns: whether it is to be read again.
    private func read(hasWaited: Bool) async -> Bool {
        var goesOn = false
        do throws(APIError) {
            let mayChange = transfer?.isUnderWay ?? false
            // What the transfer reads meanwhile is not asked for twice.
            if transfer?.isReading != true {
                let readings = transfer?.reading?.number ?? 0
                take(try await api.image(id), after: readings)
            }
            goesOn = mayChange || record?.image.status.isInTransit == true
            // What was being done is over, and its task says so.
            if hasWaited, !goesOn { tasks.refresh() }
        } catch {
            if error.kind != .cancelled { fail(error, during: .show) }
        }
        // A reading that another has taken the place of says nothing of the other.
        if !goesOn, !Task.isCancelled { isLoading = false }
        return goesOn
    }

    private func take(_ answer: ImageRecord, after readings: Int) {
        self.answer = Self.keeping(self.answer?.headers, in: answer)
        self.readings = readings
        name = answer.image.nameOrID
        (isGone, isLockedOut, isUnanswered) = (false, false, false)
        if isFailureOfReading || !keepsRefusal { failure = nil }
        // What the service works on has a task that goes on.
        if answer.image.status.isInTransit { tasks.refresh() }
        onRead(answer.image)
    }

    /// Takes over a record that a change was answered with, or that was read for one.
    func takeChange(_ record: ImageRecord) {
        keepsRefusal = false
        take(record, after: transfer?.reading?.number ?? 0)
    }

    /// Takes over a record that was read to see what others have done: what was refused here stays in sight.
    func takeAsFound(_ record: ImageRecord) {
        keepsRefusal = true
        take(record, after: transfer?.reading?.number ?? 0)
    }

    /// Says why a request failed.
    func fail(_ error: APIError, during attempt: Explanation.Attempt) {
        isFailureOfReading = attempt == .show
        mayTryAgain = isFailureOfReading && error.mayPass
        secondsUnwatched = 0
        isGone = isFailureOfReading && error.kind == .notFound
        isLockedOut = isFailureOfReading && error.kind == .unauthorized
        failure = Explanation(error, during: attempt)
    }

    /// Takes note of what a person has changed.
    func note(_ change: DoneChange.Change) { onChange(DoneChange(change, of: id, name)) }

    /// Does something to the image, and reads it again after that. What has been asked for is finished and noted even where nobody
    /// looks at the record any more.
    ///
    /// - Parameters:
    ///   - activity: what it is called while it goes on.
    ///   - attempt: what came to nothing where it fails.
    func perform(
        _ activity: String, _ attempt: Explanation.Attempt,
        _ body: @escaping @MainActor () async throws(APIError) -> Void
    ) {
        guard self.activity == nil, !isDeleting else { return }
        self.activity = activity
        stopWatching()
        isLoading = false
        task?.cancel()
        task = Task {
            let failure: APIError?
            do throws(APIError) {
                try await body()
                failure = nil
            } catch {
                failure = error
            }
            didPerform(failure, attempt)
        }
    }

    private func didPerform(_ failure: APIError?, _ attempt: Explanation.Attempt) {
        activity = nil
        guard let failure else { return refresh() }
        fail(failure, during: attempt)
    }

    /// A create's answer has headers that later answers lack; they are kept.
    private static func keeping(_ headers: ImageHeaders?, in answer: ImageRecord) -> ImageRecord {
        var answer = answer
        answer.headers.location = answer.headers.location ?? headers?.location
        answer.headers.importMethods = answer.headers.importMethods ?? headers?.importMethods
        answer.headers.storeIDs = answer.headers.storeIDs ?? headers?.storeIDs
        return answer
    }

    /// Sends the data again.
    public func retryTransfer() {
        transfer?.retry()
        refresh()
    }

    /// Brings the data by another way.
    public func retryTransfer(by way: String) {
        transfer?.retry(by: way)
        refresh()
    }

    /// Says in the record what the file that was refused is, and sends it again.
    public func correctFormat() {
        transfer?.correctFormat()
        refresh()
    }

    /// Deletes the image, unless somebody else has changed it since it was seen.
    ///
    /// - Parameter seen: the image as a person was asked about it; nil for what is shown now.
    public func delete(_ seen: Image? = nil) {
        guard !isDeleting, activity == nil else { return }
        isDeleting = true
        stopWatching()
        isLoading = false
        task?.cancel()
        let image = (seen ?? record?.image).map { MarkedImage($0) } ?? MarkedImage(id: id, name: name)
        task = Task { await performDelete(image) }
    }

    private func performDelete(_ image: MarkedImage) async {
        defer { isDeleting = false }
        let attempt = Explanation.Attempt.delete(name: name, id: id)
        do throws(APIError) {
            switch try await ChangeStep(api: api).delete(image, beforehand: { transfer?.cancel() }) {
            case .done:
                isDeleted = true
                note(.deleted)
                onDelete(id)
            case .needless:
                isDeleted = true
                onDelete(id)
            case .conflict(let sentence, let current):
                if let current { takeChange(current) }
                fail(APIError(kind: .conflict, message: sentence), during: attempt)
            case .failed(let explanation): failure = explanation
            }
        } catch {
            fail(error, during: attempt)
        }
    }
}
