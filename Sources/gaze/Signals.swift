import Foundation

/// Ends work when the process is asked to end.
enum Signals {
    /// Does the work, and cancels it when one of the signals comes. A cancellation that a signal asked for is no error.
    static func cancelling(_ numbers: [Int32], _ work: @escaping @Sendable () async throws -> Void) async throws {
        let (signals, tell) = AsyncStream.makeStream(of: Int32.self)
        let sources = numbers.map { number in
            // The default action would end the process before the source is told.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { tell.yield(number) }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return false
            }
            group.addTask {
                for await _ in signals { return true }
                return false
            }
            defer { group.cancelAll() }
            guard try await group.next() == true else { return }
            group.cancelAll()
            do {
                while try await group.next() != nil {}
            } catch is CancellationError {
                return
            }
        }
    }
}
