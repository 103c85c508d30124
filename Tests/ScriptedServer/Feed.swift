import Synchronization

/// How much of its data a server gives away: no more than a test has let go of, however fast the machine is.
package final class Feed: Sendable {
    private struct State {
        var limit = 0
        var waiting: [AsyncStream<Never>.Continuation] = []
    }

    private let state = Mutex(State())

    /// Data that is held back but for so many bytes.
    package init(_ bytes: Int) { state.withLock { $0.limit = bytes } }

    /// Lets go of so many bytes more.
    package func letGo(_ bytes: Int) { raise { $0 += min(bytes, .max - $0) } }

    /// Lets go of all of it.
    package func letGo() { raise { $0 = .max } }

    private func raise(_ change: (inout Int) -> Void) {
        let waiting = state.withLock { state in
            change(&state.limit)
            defer { state.waiting = [] }
            return state.waiting
        }
        for hold in waiting { hold.finish() }
    }

    /// Waits until more than so many bytes may go, or the task is called off.
    ///
    /// - Returns: how many may go.
    func limit(above bytes: Int) async -> Int {
        let (never, hold) = AsyncStream.makeStream(of: Never.self)
        let limit = state.withLock { state in
            if state.limit <= bytes { state.waiting.append(hold) }
            return state.limit
        }
        guard limit <= bytes else { return limit }
        for await _ in never {}
        return state.withLock { $0.limit }
    }
}
