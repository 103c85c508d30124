import ImageModel
import Synchronization

/// What is known about the data of an upload before the answer. It is set on any thread, and outlives the waiting for the
/// upload.
final class SentData: Sendable {
    private let state = Mutex<(isWhole: Bool, receipt: UploadReceipt?, deletion: APIError?)>((false, nil, nil))

    /// Whether all of the data has been sent.
    var isWhole: Bool { state.withLock { $0.isWhole } }

    /// The receipt for the data; nil until all of it has been sent.
    var receipt: UploadReceipt? { state.withLock { $0.receipt } }

    /// Records that the last byte has been sent.
    func noteEnd() { state.withLock { $0.isWhole = true } }

    /// Records the receipt for all of the data.
    func note(_ receipt: UploadReceipt) { state.withLock { ($0.isWhole, $0.receipt) = (true, receipt) } }

    /// The error to report if the image was deleted in the meantime; nil if it was not.
    var deletion: APIError? { state.withLock { $0.deletion } }

    /// Records that the image was deleted in the meantime.
    func note(deletion: APIError) { state.withLock { $0.deletion = deletion } }
}
