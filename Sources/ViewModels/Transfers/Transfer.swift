package import ImageModel

/// A transfer of an image's data to a service or from one, as far as both are shown and controlled alike.
@MainActor
package protocol Transfer: AnyObject {
    /// The id of the image whose data is transferred.
    var imageID: Image.ID { get }
    /// The image's name.
    var name: String { get }
    /// The number of bytes transferred.
    var bytesMoved: Int64 { get }
    /// The total number of bytes; nil if it is not known.
    var size: Int64? { get }
    /// The rate over the last few seconds, in bytes per second; nil until it is known, and while no bytes are transferred.
    var bytesPerSecond: Double? { get }
    /// How long the transfer has stalled: it should transfer bytes, but does not; nil otherwise.
    var stall: Duration? { get }
    /// Whether the transfer has not ended yet.
    var isUnderWay: Bool { get }
    /// Whether the user has cancelled the transfer.
    var isCancelled: Bool { get }
    /// Whether the transfer occupies the line now.
    var isMoving: Bool { get }
    /// Why the transfer failed; nil if it has not.
    var failure: Explanation? { get }
    /// Whether the transfer can be retried.
    var mayRetry: Bool { get }
    /// Whether the transfer can be paused or resumed.
    var mayHold: Bool { get }

    /// Cancels the transfer.
    func cancel()
    /// Retries the transfer after a failure or a cancellation.
    func retry()
    /// Pauses the transfer, or resumes it.
    func toggleHold()
}

extension Transfer {
    /// The progress, from 0 to 1; nil if the size is not known.
    package var fraction: Double? {
        guard let size else { return nil }
        return size > 0 ? min(1, Double(bytesMoved) / Double(size)) : 1
    }

    /// The estimated time for the rest; nil until it is known, or if it is longer than anybody would wait.
    package var timeLeft: Duration? {
        guard let rate = bytesPerSecond, rate > 0, let size else { return nil }
        let seconds = (Double(size) - Double(bytesMoved)) / rate
        // Ten years: another server may claim any size, and the rate may be very low.
        return seconds < 315_360_000 ? .seconds(max(0, seconds)) : nil
    }
}

extension TransferModel: Transfer {
    /// The number of bytes sent.
    package var bytesMoved: Int64 { bytesSent }

    /// Whether the user has cancelled the transfer.
    package var isCancelled: Bool { state == .cancelled }

    /// Whether bytes are being sent now.
    package var isMoving: Bool { state == .sending && allSent == nil }

    /// The rate over the last few seconds, in bytes per second; nil until it is known, and while no bytes are sent.
    package var bytesPerSecond: Double? { isMoving ? meter.bytesPerSecond(at: surroundings.instant()) : nil }

    /// How long the transfer has stalled: it should send bytes, but does not; nil otherwise.
    package var stall: Duration? { isMoving ? meter.stall(at: surroundings.instant()) : nil }

    /// Why the transfer failed; nil if it has not.
    package var failure: Explanation? {
        if case .failed(let explanation) = state { explanation } else { nil }
    }
}
