import Synchronization

/// The number of a client's requests in progress, which tells whether an answer is still to come.
package final class RequestCount: Sendable {
    private let count = Mutex(0)
    private let onChange: @Sendable () -> Void

    /// Creates a count of zero.
    ///
    /// - Parameter onChange: called on an arbitrary thread when a request has ended.
    package init(onChange: @escaping @Sendable () -> Void) { self.onChange = onChange }

    /// Whether no request is under way.
    package var isZero: Bool { count.withLock { $0 == 0 } }

    /// Counts a request that begins.
    package func begin() { count.withLock { $0 += 1 } }

    /// Counts a request that has ended.
    package func end() {
        count.withLock { $0 -= 1 }
        onChange()
    }
}
