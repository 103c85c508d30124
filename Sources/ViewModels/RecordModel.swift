package import ImageModel
import Observation

/// An image: its record as the service returned it, and the operations on it.
@Observable
@MainActor
package final class RecordModel {
    /// The image's id.
    package let id: Image.ID
    /// The image's name, or its id if it has none; a preliminary one before the record has been read.
    package private(set) var name: String
    /// The latest record, read by this model or by the transfer; nil before the first.
    package var record: ImageRecord? {
        guard let reading = transfer?.reading, reading.number > readings else { return answer }
        return Self.keeping(answer?.headers, in: reading.record)
    }
    /// Whether the record is being read.
    package private(set) var isLoading = false
    /// Whether the image is being deleted.
    package private(set) var isDeleting = false
    /// Whether the image has been deleted.
    package private(set) var isDeleted = false
    /// The operation in progress, for example `protecting`; nil if there is none.
    package private(set) var activity: String?
    /// Why the last request failed; nil if it succeeded.
    package internal(set) var failure: Explanation?
    /// The transfer of the image's data by this process, if there is one.
    package let transfer: TransferModel?
    /// Whether this process has just created the image.
    package let isNew: Bool
    /// The projects that the image is shared with.
    package let members: RecordPart<[ImageMember]>
    /// The service's own tasks on the image, current and recent.
    package let tasks: RecordPart<[ImageTask]>
    /// The cloud's stores; empty if it has a single, unnamed one.
    package let stores: RecordPart<[ImageStore]>

    let api: any ImageAPI
    /// The answer to this model's own request.
    private var answer: ImageRecord?
    /// The transfer's count of readings when `answer` was requested: a higher one means that the transfer has a later record.
    private var readings = 0
    /// Whether `failure` comes from reading the record, so that the next answer clears it.
    @ObservationIgnored private(set) var isFailureOfReading = false
    /// Whether the service refused the login at the last reading.
    @ObservationIgnored private(set) var isLockedOut = false
    /// Whether the last reading may succeed if it is retried after a while.
    @ObservationIgnored private(set) var mayTryAgain = false
    /// Whether the image did not exist at the last reading.
    @ObservationIgnored private(set) var isGone = false
    /// Whether the last poll for changes by others got no answer.
    package internal(set) var isUnanswered = false
    /// Whether a refusal stays visible while the record is read.
    @ObservationIgnored private var keepsRefusal = false
    @ObservationIgnored private var task: Task<Void, Never>?
    /// The poll for changes by others.
    @ObservationIgnored var watching: Task<Void, Never>?
    @ObservationIgnored var secondsUnwatched = 0.0
    /// The number of consecutive polls that found no change.
    @ObservationIgnored var quietTimes = 0
    private let onRead: @MainActor (Image) -> Void
    private let onDelete: @MainActor (Image.ID) -> Void
    /// Called with each change that the user has made.
    let onChange: @MainActor (DoneChange) -> Void

    /// Creates the model of an image. The answer to a create is shown at once; any other record is read.
    ///
    /// - Parameters:
    ///   - id: The image's id.
    ///   - name: The name to show until the record has been read.
    ///   - created: The answer to the create if this process has just created the image; nil otherwise.
    ///   - api: The image service.
    ///   - transfer: The transfer of the image's data by this process; nil if there is none.
    ///   - onRead: Called with the image whenever it has been read.
    ///   - onDelete: Called when the image has been deleted.
    ///   - onChange: Called with each change that the user has made, including the deletion.
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

    /// Reads the record, and repeats that as long as the service is working on the image.
    package func refresh() {
        keepsRefusal = false
        startReading()
    }

    /// Reads the record without a request by the user: a refusal stays visible.
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
            // Between two readings, nothing here retains the model: once nobody else does, it is released, and cancels this
            // task.
            while await self?.read(hasWaited: hasWaited) == true {
                do { try await backoff.pause() } catch { return }
                hasWaited = true
            }
        }
    }

    /// Reads the record once.
    ///
    /// - Parameter hasWaited: Whether it was read before, and the service was working on it.
    /// - Returns: Whether to read it again.
    private func read(hasWaited: Bool) async -> Bool {
        var goesOn = false
        do throws(APIError) {
            let mayChange = transfer?.isUnderWay ?? false
            // A record that the transfer is reading is not requested twice.
            if transfer?.isReading != true {
                let readings = transfer?.reading?.number ?? 0
                take(try await api.image(id), after: readings)
            }
            goesOn = mayChange || record?.image.status.isInTransit == true
            // The work is over, and its task has recorded that.
            if hasWaited, !goesOn { tasks.refresh() }
        } catch {
            if error.kind != .cancelled { fail(error, during: .show) }
        }
        // A reading that has been replaced by another must not change the state of that one.
        if !goesOn, !Task.isCancelled { isLoading = false }
        return goesOn
    }

    private func take(_ answer: ImageRecord, after readings: Int) {
        self.answer = Self.keeping(self.answer?.headers, in: answer)
        self.readings = readings
        name = answer.image.nameOrID
        (isGone, isLockedOut, isUnanswered) = (false, false, false)
        if isFailureOfReading || !keepsRefusal { failure = nil }
        // Work in progress has a task whose state changes.
        if answer.image.status.isInTransit { tasks.refresh() }
        onRead(answer.image)
    }

    /// Takes the record that a change returned, or that was read for one.
    func takeChange(_ record: ImageRecord) {
        keepsRefusal = false
        take(record, after: transfer?.reading?.number ?? 0)
    }

    /// Takes a record that was read to detect changes by others: a refusal stays visible.
    func takeAsFound(_ record: ImageRecord) {
        keepsRefusal = true
        take(record, after: transfer?.reading?.number ?? 0)
    }

    /// Records the failure of a request.
    func fail(_ error: APIError, during attempt: Explanation.Attempt) {
        isFailureOfReading = attempt == .show
        mayTryAgain = isFailureOfReading && error.mayPass
        secondsUnwatched = 0
        isGone = isFailureOfReading && error.kind == .notFound
        isLockedOut = isFailureOfReading && error.kind == .unauthorized
        failure = Explanation(error, during: attempt)
    }

    /// Reports a change that the user has made.
    func note(_ change: DoneChange.Change) { onChange(DoneChange(change, of: id, name)) }

    /// Performs an operation on the image, and reads the record again if it succeeds. The operation is completed and reported even if
    /// the record is no longer shown.
    ///
    /// - Parameters:
    ///   - activity: The name of the operation while it is in progress.
    ///   - attempt: What has failed if it fails.
    ///   - body: The operation.
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

    /// Keeps headers that only the answer to a create has, and later answers lack.
    private static func keeping(_ headers: ImageHeaders?, in answer: ImageRecord) -> ImageRecord {
        var answer = answer
        answer.headers.location = answer.headers.location ?? headers?.location
        answer.headers.importMethods = answer.headers.importMethods ?? headers?.importMethods
        answer.headers.storeIDs = answer.headers.storeIDs ?? headers?.storeIDs
        return answer
    }

    /// Sends the data again.
    package func retryTransfer() {
        transfer?.retry()
        refresh()
    }

    /// Transfers the data in another way.
    package func retryTransfer(by way: String) {
        transfer?.retry(by: way)
        refresh()
    }

    /// Sets the format in the record to that of the refused data, and sends the data again.
    package func correctFormat() {
        transfer?.correctFormat()
        refresh()
    }

    /// Deletes the image, unless somebody else has changed it since it was shown.
    ///
    /// - Parameter seen: The image as it was when the user was asked for confirmation; nil for what is shown now.
    package func delete(_ seen: Image? = nil) {
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
