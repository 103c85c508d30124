import DiskFormats
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
    public private(set) var plan: TransferPlan
    /// Where it is.
    public private(set) var state: State = .waiting {
        didSet { if state != oldValue { onChange(self) } }
    }
    /// Bytes that have gone out.
    public private(set) var bytesSent: Int64 = 0
    /// Bytes in all; nil where that is not known.
    public private(set) var size: Int64?
    /// Bytes a second over the last few seconds; nil before that is known.
    public private(set) var bytesPerSecond: Double?
    /// How far an import is in each store.
    public private(set) var stores: [StoreProgress] = []
    /// The record as it was read last on the way; nil before that.
    private(set) var reading: Reading?
    /// The disk format that the refused file has, other than the record's; nil where that is not the matter.
    public private(set) var actualFormat: String?
    /// What was sent, once all of it was.
    private(set) var receipt: UploadReceipt?
    /// Whether it is one that was cut off, and what the service has of it is still to be read.
    public private(set) var isTakenUp: Bool
    /// Whether it is to stop before its next part, or before it begins.
    public private(set) var isHeld = false

    /// A record, and how many there were with it.
    struct Reading {
        let record: ImageRecord
        let number: Int
    }

    let api: any ImageAPI
    private let surroundings: Surroundings
    private let offer: TransferOffer
    private let onRead: @MainActor (Image) -> Void
    private let onChange: @MainActor (TransferModel) -> Void
    private let onProgress: @MainActor () -> Void
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var gate: AsyncStream<Void>.Continuation?
    /// The disk format that the record says.
    @ObservationIgnored private var recordedFormat: String?
    /// What was sent to the staging area; nil while that is not complete.
    @ObservationIgnored private var staged: UploadReceipt?
    /// The stores that the active image is still to be copied to.
    @ObservationIgnored private var missing: [ImageStore.ID] = []

    /// A transfer that waits for its turn.
    ///
    /// - Parameters:
    ///   - note: what was written down of it, where it was cut off.
    ///   - onRead: told of the image whenever it has been read.
    ///   - onProgress: told whenever more bytes have gone out.
    ///   - onChange: told whenever the state has changed.
    init(
        _ plan: TransferPlan, to image: Image, api: any ImageAPI, offer: TransferOffer = TransferOffer(),
        surroundings: Surroundings = Surroundings(), takingUp note: TransferNote? = nil,
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
        receipt = note?.receipt
        isTakenUp = note != nil
        imageID = image.id
        name = image.nameOrID
        size = plan.size
        recordedFormat = image.diskFormat
    }

    isolated deinit {
        task?.cancel()
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

    /// Whether it can be brought again: what came from standard input is gone, unless it is staged.
    public var mayRetry: Bool {
        if !missing.isEmpty, !isUnderWay { return offer.methods.contains(ImageImport.Method.copyImage.name) }
        if case .send(.standardInput, _) = plan, staged == nil { return false }
        if case .verified = state { return false }
        return !isUnderWay
    }

    /// Calls the transfer off.
    public func cancel() {
        guard isUnderWay else { return }
        gate?.finish()
        if let task { task.cancel() } else { state = .cancelled }
    }

    /// Brings the data again, after a failure or a cancellation; what was staged already is not sent twice, and
    /// an image that is active is copied to the stores that lack it.
    public func retry() {
        guard mayRetry else { return }
        isHeld = false
        state = .waiting
    }

    /// The other ways that the cloud offers for this data, by the API's names; none while the transfer is under way.
    public var otherWays: [String] {
        guard mayRetry, missing.isEmpty, let source = plan.source else { return [] }
        return offer.ways(for: source).filter { $0 != plan.way }
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

    /// Stops before the next part: before it begins, or between the sending and the import. Bytes that are on their way
    /// go on; the Image API knows no upload in pieces.
    public func hold() {
        guard isUnderWay, !isHeld else { return }
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
        bytesSent = 0
        bytesPerSecond = nil
        stores = []
        actualFormat = nil
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

    private func run() async {
        let end: State
        do throws(APIError) {
            end = try await bring()
        } catch {
            let attempt: Explanation.Attempt = state == .importing ? .importing(name: name) : .upload(name: name)
            end =
                error.kind == .cancelled || Task.isCancelled
                ? .cancelled : .failed(Explanation(error, during: attempt))
        }
        if case .failed(let explanation) = end, explanation.status == 415, case .send(.file(let file), _) = plan {
            let format = await surroundings.look(file.path)?.diskFormat?.rawValue
            actualFormat = format == recordedFormat ? nil : format
        }
        task = nil
        isHeld = false
        state = end
    }

    /// All of it: to the service, into the stores, and the comparison.
    private func bring() async throws(APIError) -> State {
        if isTakenUp { return try await takeUp() }
        guard missing.isEmpty else {
            let stores = ImageImport.Stores.some(missing, mustSucceed: false)
            return try await importing(ImageImport(.copyImage, stores: stores), receipt: staged)
        }
        switch plan {
        case .send(let origin, .upload(let store)):
            let receipt = try await send(origin, to: .store(store))
            state = .verifying
            return verdict(on: try await settled(), receipt: receipt)
        case .send(let origin, .staged(let stores)):
            let receipt: UploadReceipt
            if let staged {
                receipt = staged
            } else {
                receipt = try await send(origin, to: .staging)
                staged = receipt
            }
            try await passHold()
            return try await importing(ImageImport(.glanceDirect, stores: stores), receipt: receipt)
        case .fetch(let request):
            return try await importing(request, receipt: nil)
        }
    }

    /// Reads what the service has of a transfer that was cut off.
    ///
    /// - Returns: the verdict where it has the data; otherwise it waits for its turn.
    private func takeUp() async throws(APIError) -> State {
        let record = try await settled(while: { $0 != .uploading && $0.isInTransit })
        isTakenUp = false
        if record.image.status == .active {
            switch Verdict(onTakenUp: record.image, receipt: receipt, plan: plan) {
            case .good(let words): return .verified(words)
            case .bad(let finding): return .failed(Explanation(unproven: finding, name: name))
            }
        }
        if record.image.status == .uploading { staged = receipt }
        return .waiting
    }

    private func importing(_ request: ImageImport, receipt: UploadReceipt?) async throws(APIError) -> State {
        state = .importing
        let follower = ImportFollower(api: api, image: imageID)
        let outcome: ImportFollower.Outcome
        do throws(APIError) {
            outcome = try await follower.perform(request) { record in
                note(record)
                stores = StoreProgress.all(in: record, targets: plan.targets(among: offer.stores))
            }
        } catch {
            // What a service has not kept is to be sent anew.
            if error.kind == .conflict { staged = nil }
            throw error
        }
        switch outcome {
        case .failed(let reason, let status):
            if status == .queued { staged = nil }
            return .failed(Explanation(importFailed: reason, name: name))
        case .settled(let record):
            state = .verifying
            stores = StoreProgress.all(in: record, targets: plan.targets(among: offer.stores))
            missing = stores.filter { $0.state != .present }.map(\.store)
            guard missing.isEmpty else { return .failed(Explanation(missing: missing, name: name)) }
            return verdict(on: record, receipt: receipt)
        }
    }

    /// Waits while a person holds the transfer back.
    private func passHold() async throws(APIError) {
        while isHeld {
            let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
            gate = continuation
            state = .held
            for await _ in stream {}
            gate = nil
            if Task.isCancelled { throw APIError(kind: .cancelled, message: "") }
        }
    }

    private func send(_ origin: TransferPlan.Origin, to destination: DataDestination) async throws(APIError)
        -> UploadReceipt
    {
        let data = try await surroundings.open(origin)
        size = data.size ?? size
        receipt = nil
        let (progress, tell) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))
        async let result = Self.upload(data, of: imageID, to: destination, api: api, tell)
        var meter = RateMeter()
        for await bytes in progress {
            meter.note(bytes, at: surroundings.instant())
            bytesSent = bytes
            bytesPerSecond = meter.bytesPerSecond
            onProgress()
        }
        let sent = try await result.get()
        receipt = sent
        return sent
    }

    private nonisolated static func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination, api: any ImageAPI,
        _ progress: AsyncStream<Int64>.Continuation
    ) async -> Result<UploadReceipt, APIError> {
        defer { progress.finish() }
        do throws(APIError) {
            return .success(try await api.upload(data, of: id, to: destination) { progress.yield($0) })
        } catch {
            return .failure(error)
        }
    }

    /// Reads the record until the service has done with the data.
    private func settled(
        while isChanging: (ImageStatus) -> Bool = { $0.isInTransit }
    ) async throws(APIError) -> ImageRecord {
        var backoff = Backoff()
        while true {
            let record = try await api.image(imageID)
            note(record)
            if !isChanging(record.image.status) { return record }
            try await backoff.pause()
        }
    }

    private func note(_ record: ImageRecord) {
        reading = Reading(record: record, number: (reading?.number ?? 0) + 1)
        onRead(record.image)
    }

    private func verdict(on record: ImageRecord, receipt: UploadReceipt?) -> State {
        switch Verdict(on: record.image, receipt: receipt).after(copying: plan.copied, as: record.image) {
        case .good(let words): .verified(words)
        case .bad(let finding): .failed(Explanation(unproven: finding, name: name))
        }
    }
}
