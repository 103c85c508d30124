import Foundation

/// Ends work when the process receives a signal that asks it to end.
enum Signals {
    /// Does the work, and cancels it when one of the signals arrives. The `CancellationError` that follows is not thrown.
    static func cancelling(_ numbers: [Int32], _ work: @escaping @Sendable () async throws -> Void) async throws {
        let signals = stream(of: numbers)
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

    /// Does the work of a command until it is done or a signal ends it. A signal that the parent process has set to be ignored,
    /// as `nohup` does, stays ignored. Work ended by a signal is cancelled but not awaited: it must not report anything
    /// further.
    ///
    /// - Parameters:
    ///   - work: returns the exit status.
    ///   - interrupt: called for each signal; returns the exit status if the command is to end at once, otherwise nil.
    /// - Returns: the exit status.
    @MainActor
    static func status(
        of work: @escaping @MainActor () async -> Int32, interrupt: @escaping @MainActor (_ signal: Int32) -> Int32?
    ) async -> Int32 {
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        // Signals are caught before any work begins.
        let numbers = stream(of: [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) })
        let task = Task { end.yield(await work()) }
        let signals = Task {
            for await number in numbers {
                if let status = interrupt(number) { end.yield(status) }
            }
        }
        defer {
            task.cancel()
            signals.cancel()
        }
        for await status in ends { return status }
        return EXIT_FAILURE
    }

    /// Returns a stream of the signals that arrive while it is read; their default actions are disabled from then on.
    static func stream(of numbers: [Int32]) -> AsyncStream<Int32> {
        let (signals, tell) = AsyncStream.makeStream(of: Int32.self)
        // Sources may be cancelled from any thread.
        nonisolated(unsafe) let sources = numbers.map { number in
            // The default action would end the process before the source is notified.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { tell.yield(number) }
            source.resume()
            return source
        }
        tell.onTermination = { _ in for source in sources { source.cancel() } }
        return signals
    }

    /// Whether the parent process has set a signal to be ignored, as `nohup` does.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        // SIG_IGN is not a function but the number 1.
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}
