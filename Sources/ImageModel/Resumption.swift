/// How patiently data is gone on with that is cut off on its way: the same for an image that is saved here and for an address that
/// is sent on.
package struct Resumption: Sendable {
    /// Cuts one after the other without a byte in between, after which it is given up.
    private let patience: Int
    private var cuts = 0
    private var backoff = Backoff()

    /// Data that has not been cut off.
    package init(patience: Int = 8) { self.patience = patience }

    /// Takes note that bytes have come.
    package mutating func didAdvance() { (cuts, backoff) = (0, Backoff()) }

    /// Waits before the next attempt, where another one may help.
    ///
    /// - Parameters:
    ///   - error: why it was cut off, or why the last attempt to go on came to nothing.
    ///   - onCut: told that it is tried again.
    /// - Throws: the error, where it is given up; `APIError.Kind.cancelled` when the task is called off.
    package mutating func wait(after error: APIError, onCut: () -> Void = {}) async throws(APIError) {
        cuts += 1
        if Task.isCancelled { throw APIError(kind: .cancelled, message: "") }
        guard error.mayPass, cuts < patience else { throw error }
        onCut()
        try await backoff.pause()
    }
}
