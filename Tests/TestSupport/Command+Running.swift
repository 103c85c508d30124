import Subprocess
import SystemPackage

extension Command {
    /// A program while it runs.
    package struct Running: Sendable {
        /// The first line that it printed.
        package let firstLine: String
        /// Its number among the processes.
        package let processID: Int32
        private let signal: @Sendable (Int32) throws -> Void

        init(firstLine: String, processID: Int32, signal: @escaping @Sendable (Int32) throws -> Void) {
            self.firstLine = firstLine
            self.processID = processID
            self.signal = signal
        }

        /// Sends a signal; throws where the program has ended.
        package func send(_ number: Int32) throws { try signal(number) }
    }

    /// A program that ended, or closed its output, before it printed a line.
    package struct Silent: Error, CustomStringConvertible {
        /// The program, and what it wrote to standard error.
        package let description: String
    }

    /// Runs a program, hands it out once it has printed a line, and ends it by SIGTERM when the body has ended.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked up in PATH, and its arguments.
    ///   - environment: the whole environment.
    /// - Returns: its exit status; the negative number of the signal that ended it, where one did.
    package static func running(
        _ arguments: [String], environment: [String: String], _ body: (Running) async throws -> Void
    ) async throws -> Int32 {
        let result = try await Subprocess.run(
            .path(FilePath(try locate(arguments[0]))), arguments: Arguments(Array(arguments.dropFirst())),
            environment: whole(environment), input: .none,
            output: .sequence, error: .string(limit: limit)
        ) { program -> Result<Void, any Error>? in
            var lines = program.standardOutput.strings().makeAsyncIterator()
            guard let line = try await lines.next() else { return nil }
            let running = Running(firstLine: line, processID: program.processIdentifier.value) {
                try program.send(signal: Signal(rawValue: $0))
            }
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body(running))
            } catch {
                outcome = .failure(error)
            }
            // Where the body has ended the program already, there is nobody to tell.
            try? program.send(signal: .terminate)
            return outcome
        }
        guard let outcome = result.closureResult else {
            throw Silent(description: "\(arguments) printed nothing. It says: \(result.standardError)")
        }
        try outcome.get()
        return status(result.terminationStatus)
    }
}
