public import ImageModel

/// An image's data on its way, to a service or from one, as far as it is told and steered alike.
@MainActor
public protocol Transfer: AnyObject {
    /// The image whose data it is.
    var imageID: Image.ID { get }
    /// What the image is called.
    var name: String { get }
    /// Bytes that have gone.
    var bytesMoved: Int64 { get }
    /// Bytes in all; nil where that is not known.
    var size: Int64? { get }
    /// Bytes a second over the last few seconds; nil before that is known, and where no bytes go.
    var bytesPerSecond: Double? { get }
    /// How long it has stalled: that bytes should go, and none do; nil while they go.
    var stall: Duration? { get }
    /// Whether something is still to happen.
    var isUnderWay: Bool { get }
    /// Whether a person has called it off.
    var isCancelled: Bool { get }
    /// Whether bytes go now.
    var isMoving: Bool { get }
    /// Why it did not work out; nil where it did, or nobody knows yet.
    var failure: Explanation? { get }
    /// Whether it can be tried again.
    var mayRetry: Bool { get }
    /// Whether it can be held back, or let go on.
    var mayHold: Bool { get }

    /// Calls it off.
    func cancel()
    /// Tries it again, after a failure or a cancellation.
    func retry()
    /// Holds it back, or lets it go on.
    func toggleHold()
}

extension Transfer {
    /// From 0 to 1; nil where the size is not known.
    public var fraction: Double? {
        guard let size else { return nil }
        return size > 0 ? min(1, Double(bytesMoved) / Double(size)) : 1
    }

    /// How long the rest will take at this rate; nil before that is known, and where it is longer than anybody waits.
    public var timeLeft: Duration? {
        guard let rate = bytesPerSecond, rate > 0, let size else { return nil }
        let seconds = (Double(size) - Double(bytesMoved)) / rate
        // Ten years: a size may be whatever another server says, and a rate as slow.
        return seconds < 315_360_000 ? .seconds(max(0, seconds)) : nil
    }
}

extension TransferModel: Transfer {
    /// Bytes that have gone out.
    public var bytesMoved: Int64 { bytesSent }

    /// Whether a person has called it off.
    public var isCancelled: Bool { state == .cancelled }

    /// Whether bytes go out now.
    public var isMoving: Bool { state == .sending && allSent == nil }

    /// Bytes a second over the last few seconds; nil before that is known, and where no bytes go.
    public var bytesPerSecond: Double? { isMoving ? meter.bytesPerSecond(at: surroundings.instant()) : nil }

    /// How long it has stalled: that bytes should go out, and none do; nil while they go.
    public var stall: Duration? { isMoving ? meter.stall(at: surroundings.instant()) : nil }

    /// Why it did not work out; nil where it did, or nobody knows yet.
    public var failure: Explanation? {
        if case .failed(let explanation) = state { explanation } else { nil }
    }
}
