public import ImageModel
public import Observation

/// The data of one image on its way to the service, and the proof that it arrived.
@Observable
@MainActor
public final class TransferModel: Identifiable {
    /// Where a transfer is.
    public enum State: Hashable, Sendable {
        /// Bytes are going out.
        case sending
        /// All bytes are out; the record is read until its status settles.
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
    /// What is sent.
    public let file: DataFile
    /// Where it is.
    public private(set) var state: State = .sending
    /// Bytes that have gone out.
    public private(set) var bytesSent: Int64 = 0
    /// Bytes a second over the last few seconds; nil before that is known.
    public private(set) var bytesPerSecond: Double?

    private let api: any ImageAPI
    private let surroundings: Surroundings
    private let onRead: @MainActor (Image) -> Void
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Begins to send.
    ///
    /// - Parameter onRead: told of the image whenever it has been read.
    init(
        _ file: DataFile, to image: Image, api: any ImageAPI, surroundings: Surroundings = Surroundings(),
        onRead: @escaping @MainActor (Image) -> Void
    ) {
        self.file = file
        self.api = api
        self.surroundings = surroundings
        self.onRead = onRead
        imageID = image.id
        name = image.nameOrID
        start()
    }

    isolated deinit {
        task?.cancel()
    }

    /// Whether something is still going on.
    public var isUnderWay: Bool { state == .sending || state == .verifying }

    /// From 0 to 1.
    public var fraction: Double { file.size > 0 ? Double(bytesSent) / Double(file.size) : 1 }

    /// How long the rest will take at this rate; nil before that is known.
    public var timeLeft: Duration? {
        guard let rate = bytesPerSecond, rate > 0 else { return nil }
        return .seconds(Double(file.size - bytesSent) / rate)
    }

    /// Calls the transfer off.
    public func cancel() {
        guard isUnderWay else { return }
        task?.cancel()
    }

    /// Sends the data again, after a failure or a cancellation.
    public func retry() {
        guard !isUnderWay else { return }
        start()
    }

    /// Waits for the end, whatever it is.
    public func finish() async {
        await task?.value
    }

    private func start() {
        state = .sending
        bytesSent = 0
        bytesPerSecond = nil
        task = Task { [weak self] in await self?.run() }
    }

    private func run() async {
        do throws(APIError) {
            let receipt = try await send()
            state = .verifying
            let record = try await settled()
            state = Self.verdict(on: record.image, receipt: receipt)
        } catch {
            state =
                error.kind == .cancelled || Task.isCancelled
                ? .cancelled : .failed(Explanation(error, during: .upload(name: name)))
        }
    }

    private func send() async throws(APIError) -> UploadReceipt {
        let (progress, tell) = AsyncStream.makeStream(of: Int64.self, bufferingPolicy: .bufferingNewest(1))
        async let result = Self.upload(file, to: imageID, api: api, tell)
        var meter = RateMeter()
        for await bytes in progress {
            meter.note(bytes, at: surroundings.instant())
            bytesSent = bytes
            bytesPerSecond = meter.bytesPerSecond
        }
        return try await result.get()
    }

    private nonisolated static func upload(
        _ file: DataFile, to id: Image.ID, api: any ImageAPI, _ progress: AsyncStream<Int64>.Continuation
    ) async -> Result<UploadReceipt, APIError> {
        defer { progress.finish() }
        do throws(APIError) {
            return .success(try await api.upload(file.data, to: id) { progress.yield($0) })
        } catch {
            return .failure(error)
        }
    }

    /// Reads the record until the service has done with the data.
    private func settled() async throws(APIError) -> ImageRecord {
        var backoff = Backoff()
        while true {
            let record = try await api.image(imageID)
            onRead(record.image)
            if !record.image.status.isInTransit { return record }
            try await backoff.pause()
        }
    }

    private static func verdict(on image: Image, receipt: UploadReceipt) -> State {
        func failed(_ finding: String) -> State {
            .failed(Explanation(unproven: finding, name: image.nameOrID))
        }
        guard image.status == .active else { return failed("The service left the image \(image.status.rawValue).") }
        if let size = image.size, size != receipt.size {
            return failed("The service has \(size) bytes, and \(receipt.size) were sent.")
        }
        guard image.hashAlgorithm == "sha512", let hash = image.secureHash else {
            return .verified(
                "the size matches; this cloud hashes with \(image.hashAlgorithm ?? "nothing"), not SHA-512")
        }
        guard hash.lowercased() == receipt.sha512 else {
            return failed("The service's SHA-512 is not that of what was sent.")
        }
        return .verified("size and SHA-512 match what was sent")
    }
}
