import Synchronization

/// How many requests of a client are under way: what tells whether something is still to come.
public final class RequestCount: Sendable {
    private let count = Mutex(0)
    private let onChange: @Sendable () -> Void

    /// A count of none.
    ///
    /// - Parameter onChange: told when a request has ended, on no particular thread.
    public init(onChange: @escaping @Sendable () -> Void) { self.onChange = onChange }

    /// Whether no request is under way.
    public var isZero: Bool { count.withLock { $0 == 0 } }

    /// One more is under way.
    public func begin() { count.withLock { $0 += 1 } }

    /// One has ended.
    public func end() {
        count.withLock { $0 -= 1 }
        onChange()
    }
}
