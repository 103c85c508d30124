import ImageModel
import Synchronization

/// What is known of the data of an upload before that is answered: told on any thread, and there still when nobody waits any more.
final class SentData: Sendable {
    private let state = Mutex<(isWhole: Bool, receipt: UploadReceipt?, deletion: APIError?)>((false, nil, nil))

    /// Whether all of it has gone out.
    var isWhole: Bool { state.withLock { $0.isWhole } }

    /// What has gone out; nil before all of it has.
    var receipt: UploadReceipt? { state.withLock { $0.receipt } }

    /// Takes note that the last of it has gone out.
    func noteEnd() { state.withLock { $0.isWhole = true } }

    /// Takes note of what has gone out in all.
    func note(_ receipt: UploadReceipt) { state.withLock { ($0.isWhole, $0.receipt) = (true, receipt) } }

    /// What is to be said of the image's deletion, where it was deleted meanwhile.
    var deletion: APIError? { state.withLock { $0.deletion } }

    /// Takes note that the image was deleted meanwhile.
    func note(deletion: APIError) { state.withLock { $0.deletion = deletion } }
}
