package import ImageModel
import Observation

/// The transfer of one image's data into the service's stores, with its verification.
@Observable
@MainActor
package final class TransferModel: Identifiable {
    /// The state of a transfer.
    package enum State: Hashable, Sendable {
        /// Waiting for other transfers.
        case waiting
        /// Paused by the user.
        case held
        /// Bytes are being sent.
        case sending
        /// The service is importing the data into its stores.
        case importing
        /// The data is there; the record is read until its status settles.
        case verifying
        /// The service has the data, and it is what was sent; the text says what was compared.
        case verified(String)
        /// The transfer failed.
        case failed(Explanation)
        /// Cancelled.
        case cancelled
    }

    /// The id of the image whose data is transferred.
    package let imageID: Image.ID
    /// The image's name.
    package let name: String
    /// How the data is transferred.
    package internal(set) var plan: TransferPlan
    /// The current state.
    package internal(set) var state: State = .waiting {
        didSet { if state != oldValue { onChange(self) } }
    }
    /// The number of bytes sent.
    package internal(set) var bytesSent: Int64 = 0
    /// The total number of bytes; nil if it is not known.
    package internal(set) var size: Int64?
    /// When the last byte was sent; nil before that, and once the service itself has answered.
    var allSent: ContinuousClock.Instant?
    /// Measures how fast the data is sent.
    var meter = RateMeter()
    /// The progress of an import in each store.
    package internal(set) var stores: [StoreProgress] = []
    /// The record as it was last read during the transfer; nil before that.
    var reading: Reading?
    /// The disk format of the refused data, if it differs from the record's and was the reason; nil otherwise.
    package internal(set) var actualFormat: String?
    /// The hash that the data must have; nil if none is given.
    let checksum: Checksum?
    /// The hash that the data has instead, if that was noticed before the last byte was sent.
    @ObservationIgnored var otherHash: String?
    /// The receipt for what was sent, once all of it was.
    var receipt: UploadReceipt?
    /// Whether all of the data was sent to a store, but no answer has come or will come.
    @ObservationIgnored var isUnanswered = false
    /// Whether the transfer was cut off or left to the service, and what the service has of it is still to be checked.
    package internal(set) var isTakenUp: Bool
    /// Whether gaze has stopped following the transfer, while the service has everything that it needs and may complete it.
    package internal(set) var isLeftToService = false
    /// Whether the transfer is to pause before it starts, or before its next step.
    package internal(set) var isHeld = false

    /// A record, and the number of readings so far.
    struct Reading {
        let record: ImageRecord
        let number: Int
    }

    let api: any ImageAPI
    let surroundings: Surroundings
    let offer: TransferOffer
    let onRead: @MainActor (Image) -> Void
    private let onChange: @MainActor (TransferModel) -> Void
    let onProgress: @MainActor () -> Void
    @ObservationIgnored var task: Task<Void, Never>?
    @ObservationIgnored var gate: AsyncStream<Void>.Continuation?
    /// Whether sending was started before.
    @ObservationIgnored var wasSent = false
    /// The size of the file in bytes when it was named; nil if the data is not a file.
    @ObservationIgnored private let namedSize: Int64?
    /// The disk format in the record.
    @ObservationIgnored var recordedFormat: String?
    /// The receipt for the data in the staging area; nil until that is complete.
    @ObservationIgnored var staged: UploadReceipt?
    /// The stores that the active image is still to be copied to.
    @ObservationIgnored package internal(set) var missing: [ImageStore.ID] = []

    /// Creates a transfer that waits for its turn.
    ///
    /// - Parameters:
    ///   - checksum: the hash that the data must have; nil if none is given, or if the note has it.
    ///   - note: the stored note, if the transfer was cut off.
    ///   - onRead: called with the image whenever it has been read.
    ///   - onProgress: called whenever more bytes have been sent.
    ///   - onChange: called whenever the state has changed.
    init(
        _ plan: TransferPlan, to image: Image, api: any ImageAPI, offer: TransferOffer = TransferOffer(),
        checksum: Checksum? = nil, surroundings: Surroundings = Surroundings(), takingUp note: TransferNote? = nil,
        onRead: @escaping @MainActor (Image) -> Void, onProgress: @escaping @MainActor () -> Void = {},
        onChange: @escaping @MainActor (TransferModel) -> Void
    ) {
        self.plan = plan
        self.api = api
        self.offer = offer
        self.surroundings = surroundings
        self.onRead = onRead
        self.onProgress = onProgress
        self.onChange = onChange
        self.checksum = checksum ?? note?.checksum
        receipt = note?.receipt
        isTakenUp = note != nil
        imageID = image.id
        name = image.nameOrID
        size = plan.size
        namedSize = plan.file?.size
        recordedFormat = image.diskFormat
    }

    isolated deinit {
        task?.cancel()
    }

    /// The size of the file in bytes when it was named and now; nil if it has not changed.
    package var resized: (named: Int64, now: Int64)? {
        guard let namedSize, let now = plan.file?.size, now != namedSize else { return nil }
        return (namedSize, now)
    }

    /// How long the service's answer has been awaited since all of the data was sent; nil if it is not awaited. It may take
    /// minutes: some services answer only once they have stored the data in its final place.
    package var answerAwaited: Duration? {
        guard state == .sending, let allSent else { return nil }
        return allSent.duration(to: surroundings.instant())
    }

    /// Whether the transfer has not ended yet.
    package var isUnderWay: Bool {
        switch state {
        case .waiting, .held, .sending, .importing, .verifying: true
        case .verified, .failed, .cancelled: false
        }
    }

    /// Whether the transfer is polling the record, and has read it at least once.
    var isReading: Bool { reading != nil && (state == .importing || state == .verifying) }

    /// Whether the transfer can be retried. Data from standard input cannot be read again, unless it is staged, and a deleted
    /// image cannot receive data.
    package var mayRetry: Bool {
        if let status = failure?.status, [404, 410].contains(status) { return false }
        if !missing.isEmpty, !isUnderWay { return mayCopy }
        if case .send(.standardInput, _) = plan, staged == nil { return false }
        if case .verified = state { return false }
        return !isUnderWay
    }

    /// Whether the cloud can copy data from one store to others.
    var mayCopy: Bool { offer.methods.contains(ImageImport.Method.copyImage.name) }

    /// What is said of a transfer that gaze has stopped following and that the service may complete.
    package static let leftToService = "The cloud may go on: the status tells how it ends."
    /// What is said of an upload that was cancelled before it was answered.
    package static let leftUnanswered = "All of it had been sent: the cloud may still store it."

    /// What the service may still do with a cancelled transfer; empty if it has ended there too.
    package var outlook: String {
        guard isLeftToService else { return "" }
        return isUnanswered ? Self.leftUnanswered : Self.leftToService
    }

    /// Whether the service may or may not have all of the data; only its record tells.
    package var mayHaveArrived: Bool { isLeftToService && isUnanswered }

    /// Cancels the transfer.
    package func cancel() {
        guard isUnderWay else { return }
        gate?.finish()
        if let task { task.cancel() } else { state = .cancelled }
    }

    /// Retries the transfer after a failure or a cancellation. A file is examined again, staged data is not sent twice, an
    /// active image is copied to the stores that lack it, and a transfer that was left to the service is checked there first.
    package func retry() {
        guard mayRetry else { return }
        isHeld = false
        if isLeftToService { isTakenUp = true }
        state = .waiting
    }

    /// The other ways that the cloud offers for this data, by the API's names; empty while the transfer is under way, or while
    /// the service may still complete it.
    package var otherWays: [String] {
        guard mayRetry, !isLeftToService, missing.isEmpty, let source = plan.source else { return [] }
        // Data that the cloud reads by itself can only be compared by the hashes in its record.
        return offer.ways(for: source).filter {
            $0 != plan.way && (TransferOffer.isRead(by: $0) || checksum?.isInRecords != false)
        }
    }

    /// Retries the transfer in another way, after a failure or a cancellation.
    package func retry(by way: String) {
        guard otherWays.contains(way), let other = plan.taking(way, offer) else { return }
        plan = other
        staged = nil
        retry()
    }

    /// Corrects the disk format in the record, and retries the transfer.
    package func correctFormat() {
        guard let format = actualFormat, !isUnderWay, task == nil else { return }
        actualFormat = nil
        state = .verifying
        task = Task { [weak self, api, imageID] in
            let failure: APIError?
            do throws(APIError) {
                _ = try await api.update(
                    imageID, with: ImagePatch([.replace(.diskFormat, .string(format))]))
                failure = nil
            } catch {
                failure = error
            }
            self?.didCorrect(to: format, failure)
        }
    }

    private func didCorrect(to format: String, _ failure: APIError?) {
        task = nil
        if let failure {
            // The correction may be tried again.
            actualFormat = format
            state =
                failure.kind == .cancelled ? .cancelled : .failed(Explanation(failure, during: .correct(name: name)))
        } else {
            recordedFormat = format
            state = .waiting
        }
    }

    /// Whether the transfer can be paused or resumed: before it starts, and before staged data is imported. Bytes that are
    /// being sent cannot be paused, because the Image API has no partial uploads.
    package var mayHold: Bool {
        switch state {
        case .waiting, .held: return true
        case .sending:
            if case .send(_, .staged) = plan { return true }
            return false
        case .importing, .verifying, .verified, .failed, .cancelled: return false
        }
    }

    /// Pauses the transfer before its next step: before it starts, or between sending and import.
    package func hold() {
        guard mayHold, !isHeld else { return }
        isHeld = true
        if state == .waiting { state = .held }
    }

    /// Pauses the transfer, or resumes it.
    package func toggleHold() {
        if isHeld { resume() } else { hold() }
    }

    /// Resumes a paused transfer.
    package func resume() {
        guard isHeld else { return }
        isHeld = false
        gate?.finish()
        if state == .held, task == nil { state = .waiting }
    }

    /// Starts the transfer, once its turn has come.
    func begin() {
        guard state == .waiting, task == nil else { return }
        // What the service already has is not sent again.
        if staged == nil, missing.isEmpty { bytesSent = 0 }
        meter = RateMeter()
        allSent = nil
        stores = []
        actualFormat = nil
        otherHash = nil
        isLeftToService = false
        if isTakenUp {
            state = .verifying
        } else if case .send = plan, staged == nil, missing.isEmpty {
            state = .sending
        } else {
            state = .importing
        }
        task = Task { [weak self] in await self?.run() }
    }

    /// Waits until the running attempt has ended.
    func finish() async {
        await task?.value
    }
}
