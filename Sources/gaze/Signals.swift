import Foundation

/// Ends work when the process is asked to end.
enum Signals {
    /// Does the work, and cancels it when one of the signals comes. A cancellation that a signal asked for is no error.
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

    /// Does the work of a command, until it is done or a signal ends it before. A signal that whoever started the process has it
    /// ignore, as `nohup` does, is left alone. Work that a signal has ended is cancelled, and goes on to its end beside what follows:
    /// it is to tell nothing more.
    ///
    /// - Parameters:
    ///   - work: answers the exit status.
    ///   - interrupt: told of each signal; answers the exit status where the command is to end at once.
    /// - Returns: the exit status.
    @MainActor
    static func status(
        of work: @escaping @MainActor () async -> Int32, interrupt: @escaping @MainActor (_ signal: Int32) -> Int32?
    ) async -> Int32 {
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        // They are heard before anything is done.
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

    /// The signals that come, for as long as the stream is read; their default actions are off from then on.
    static func stream(of numbers: [Int32]) -> AsyncStream<Int32> {
        let (signals, tell) = AsyncStream.makeStream(of: Int32.self)
        // Sources may be cancelled from any thread.
        nonisolated(unsafe) let sources = numbers.map { number in
            // The default action would end the process before the source is told.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { tell.yield(number) }
            source.resume()
            return source
        }
        tell.onTermination = { _ in for source in sources { source.cancel() } }
        return signals
    }

    /// Whether whoever started the process has it ignore a signal, as `nohup` does.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        // SIG_IGN is no function, but the number 1.
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}
