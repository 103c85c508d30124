/// The policy for resuming an interrupted transfer: the same for an image being saved and for a web address being uploaded.
package struct Resumption: Sendable {
    /// The number of successive interruptions without any new byte at which the transfer is given up.
    private let patience: Int
    private var cuts = 0
    private var backoff = Backoff()

    /// Creates the policy for a transfer that has not been interrupted.
    package init(patience: Int = 8) { self.patience = patience }

    /// Notes that bytes have arrived.
    package mutating func didAdvance() { (cuts, backoff) = (0, Backoff()) }

    /// Waits before the next attempt, if another attempt may help.
    ///
    /// - Parameters:
    ///   - error: why the transfer was interrupted, or why the last attempt to resume it failed.
    ///   - onCut: called before waiting, if there will be another attempt.
    /// - Throws: `error` if the transfer is given up; an `APIError` of kind `cancelled` if the task is cancelled.
    package mutating func wait(after error: APIError, onCut: () -> Void = {}) async throws(APIError) {
        cuts += 1
        if Task.isCancelled { throw APIError(kind: .cancelled, message: "") }
        guard error.mayPass, cuts < patience else { throw error }
        onCut()
        try await backoff.pause()
    }
}
