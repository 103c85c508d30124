public import ImageModel
public import Observation

/// The data of one image on its way into the service's stores, and the proof that it arrived.
@Observable
@MainActor
public final class TransferModel: Identifiable {
    /// Where a transfer is.
    public enum State: Hashable, Sendable {
        /// Its turn has not come: others are being sent.
        case waiting
        /// It is held back until a person lets it go on.
        case held
        /// Bytes are going out.
        case sending
        /// The service brings the data into its stores.
        case importing
        /// The data is there; the record is read until its status settles.
        case verifying
        /// The service has the data, and it is what was sent; the text says what was compared.
        case verified(String)
        /// It did not work out.
        case failed(Explanation)
        /// It was called off.
        case cancelled
    }

    /// The image whose data it is.
    public let imageID: Image.ID
    /// What the image is called.
    public let name: String
    /// How the data gets there.
    public internal(set) var plan: TransferPlan
    /// Where it is.
    public internal(set) var state: State = .waiting {
        didSet { if state != oldValue { onChange(self) } }
    }
    /// Bytes that have gone out.
    public internal(set) var bytesSent: Int64 = 0
    /// Bytes in all; nil where that is not known.
    public internal(set) var size: Int64?
    /// When the last of the data had gone out; nil before that, and once the service itself has answered it.
    var allSent: ContinuousClock.Instant?
    /// How fast it goes out.
    var meter = RateMeter()
    /// How far an import is in each store.
    public internal(set) var stores: [StoreProgress] = []
    /// The record as it was read last on the way; nil before that.
    var reading: Reading?
    /// The disk format that the refused file has, other than the record's; nil where that is not the matter.
    public internal(set) var actualFormat: String?
    /// The hash that the data is to have; nil where none is said.
    let checksum: Checksum?
    /// The hash that the data has instead, where that was seen before the last of it went out.
    @ObservationIgnored var otherHash: String?
    /// What was sent, once all of it was.
    var receipt: UploadReceipt?
    /// Whether all of it has gone out to a store, and no answer to that has come and none will.
    @ObservationIgnored var isUnanswered = false
    /// Whether it is one that was cut off, and what the service has of it is still to be read.
    public internal(set) var isTakenUp: Bool
    /// Whether gaze no longer follows it, called off or cut off, and the service has all that it needs, so that it may go on there.
    public internal(set) var isLeftToService = false
    /// Whether it is to stop before its next part, or before it begins.
    public internal(set) var isHeld = false

    /// A record, and how many there were with it.
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
    /// Whether it was begun to be sent before.
    @ObservationIgnored var wasSent = false
    /// Bytes of the file when it was named; nil where the data is no file.
    @ObservationIgnored private let namedSize: Int64?
    /// The disk format that the record says.
    @ObservationIgnored var recordedFormat: String?
    /// What was sent to the staging area; nil while that is not complete.
    @ObservationIgnored var staged: UploadReceipt?
    /// The stores that the active image is still to be copied to.
    @ObservationIgnored public internal(set) var missing: [ImageStore.ID] = []

    /// A transfer that waits for its turn.
    ///
    /// - Parameters:
    ///   - checksum: the hash that the data is to have; nil where none is said, or the note says it.
    ///   - note: what was written down of it, where it was cut off.
    ///   - onRead: told of the image whenever it has been read.
    ///   - onProgress: told whenever more bytes have gone out.
    ///   - onChange: told whenever the state has changed.
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

    /// How many bytes the file had when it was named, and has now; nil where it is as long as it was.
    public var resized: (named: Int64, now: Int64)? {
        guard let namedSize, let now = plan.file?.size, now != namedSize else { return nil }
        return (namedSize, now)
    }

    /// How long all of the data has been out and the service has not answered; nil where it is not its turn. It may take minutes:
    /// some services answer when they have stored the data, wherever they store it.
    public var answerAwaited: Duration? {
        guard state == .sending, let allSent else { return nil }
        return allSent.duration(to: surroundings.instant())
    }

    /// Whether something is still to happen.
    public var isUnderWay: Bool {
        switch state {
        case .waiting, .held, .sending, .importing, .verifying: true
        case .verified, .failed, .cancelled: false
        }
    }

    /// Whether it reads the record, now and again, and has read it before.
    var isReading: Bool { reading != nil && (state == .importing || state == .verifying) }

    /// Whether it can be brought again: what came from standard input is gone, unless it is staged, and what is deleted has nowhere
    /// to go.
    public var mayRetry: Bool {
        if let status = failure?.status, [404, 410].contains(status) { return false }
        if !missing.isEmpty, !isUnderWay { return mayCopy }
        if case .send(.standardInput, _) = plan, staged == nil { return false }
        if case .verified = state { return false }
        return !isUnderWay
    }

    /// Whether the cloud copies data from the stores that have it to others.
    var mayCopy: Bool { offer.methods.contains(ImageImport.Method.copyImage.name) }

    /// What is said of one that gaze no longer follows and that may go on at the service.
    public static let leftToService = "The cloud may go on: the status tells how it ends."
    /// The same of an upload that was called off before it was answered.
    public static let leftUnanswered = "All of it had been sent: the cloud may still store it."

    /// What may still become, at the service, of what was called off; empty where it is over there too.
    public var outlook: String {
        guard isLeftToService else { return "" }
        return isUnanswered ? Self.leftUnanswered : Self.leftToService
    }

    /// Whether the service may have all of it, or not: only its record tells.
    public var mayHaveArrived: Bool { isLeftToService && isUnanswered }

    /// Calls the transfer off.
    public func cancel() {
        guard isUnderWay else { return }
        gate?.finish()
        if let task { task.cancel() } else { state = .cancelled }
    }

    /// Brings the data again, after a failure or a cancellation; a file is looked at anew, what was staged already is not
    /// sent twice, an image that is active is copied to the stores that lack it, and what was left to the service is read first.
    public func retry() {
        guard mayRetry else { return }
        isHeld = false
        if isLeftToService { isTakenUp = true }
        state = .waiting
    }

    /// The other ways that the cloud offers for this data, by the API's names; none while the transfer is under way, or may be at
    /// the service.
    public var otherWays: [String] {
        guard mayRetry, !isLeftToService, missing.isEmpty, let source = plan.source else { return [] }
        // What the cloud reads by itself is compared by the hashes that its record has.
        return offer.ways(for: source).filter {
            $0 != plan.way && (TransferOffer.isRead(by: $0) || checksum?.isInRecords != false)
        }
    }

    /// Brings the data by another way, after a failure or a cancellation.
    public func retry(by way: String) {
        guard otherWays.contains(way), let other = plan.taking(way, offer) else { return }
        plan = other
        staged = nil
        retry()
    }

    /// Says in the record what the file is, and brings the data again.
    public func correctFormat() {
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
            // What was not changed may be tried again.
            actualFormat = format
            state =
                failure.kind == .cancelled ? .cancelled : .failed(Explanation(failure, during: .correct(name: name)))
        } else {
            recordedFormat = format
            state = .waiting
        }
    }

    /// Whether it can be held back, or let go on: before it begins, and before what is staged is imported. Bytes that are on
    /// their way go on; the Image API knows no upload in pieces.
    public var mayHold: Bool {
        switch state {
        case .waiting, .held: return true
        case .sending:
            if case .send(_, .staged) = plan { return true }
            return false
        case .importing, .verifying, .verified, .failed, .cancelled: return false
        }
    }

    /// Stops before the next part: before it begins, or between the sending and the import.
    public func hold() {
        guard mayHold, !isHeld else { return }
        isHeld = true
        if state == .waiting { state = .held }
    }

    /// Holds the transfer back, or lets it go on.
    public func toggleHold() {
        if isHeld { resume() } else { hold() }
    }

    /// Lets a held transfer go on.
    public func resume() {
        guard isHeld else { return }
        isHeld = false
        gate?.finish()
        if state == .held, task == nil { state = .waiting }
    }

    /// Begins, now that it is its turn.
    func begin() {
        guard state == .waiting, task == nil else { return }
        // What the service has of it already is not sent again.
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

    /// Waits for the end, whatever it is.
    func finish() async {
        await task?.value
    }
}
