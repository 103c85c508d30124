import Foundation
import Testing

/// `gaze serve` on a free loopback port, as a process of its own.
struct ServeProcess {
    /// The service's address, as it said.
    let url: String
    private let process: Process
    private let ended: Task<End?, Never>

    /// How the process ended.
    struct End: Hashable, Sendable {
        let reason: Process.TerminationReason
        /// The exit status, or the signal.
        let status: Int32

        static let clean = End(reason: .exit, status: 0)
    }

    /// Starts a service, hands it out once it listens, and ends it.
    ///
    /// - Parameters:
    ///   - folder: where its records and data are, in `data`.
    ///   - arguments: what follows `gaze serve` besides the address and the folder.
    static func use<Result>(
        in folder: TestFolder, _ arguments: [String] = [], body: (ServeProcess) async throws -> Result
    ) async throws -> Result {
        let service = try await start(folder, arguments)
        do {
            let result = try await body(service)
            await service.end(by: SIGTERM)
            return result
        } catch {
            await service.end(by: SIGTERM)
            throw error
        }
    }

    /// Sends a signal and waits for the end.
    @discardableResult
    func end(by signal: Int32) async -> End? {
        if process.isRunning { kill(process.processIdentifier, signal) }
        return await ended.value
    }

    private static func start(_ folder: TestFolder, _ arguments: [String]) async throws -> ServeProcess {
        let process = Process()
        process.executableURL = URL(filePath: try Program.path)
        process.arguments = ["serve", "--listen", "127.0.0.1:0", "--data", folder.path + "/data"] + arguments
        process.environment = ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        let log = try folder.write("serve.log", Data())
        process.standardError = try FileHandle(forWritingTo: URL(filePath: log))
        let (ends, tell) = AsyncStream.makeStream(of: End.self)
        process.terminationHandler = {
            tell.yield(End(reason: $0.terminationReason, status: $0.terminationStatus))
            tell.finish()
        }
        try process.run()
        let ended = Task {
            var iterator = ends.makeAsyncIterator()
            return await iterator.next()
        }
        let line = await firstLine(of: output)
        guard let url = line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/) else {
            kill(process.processIdentifier, SIGKILL)
            _ = await ended.value
            let errors = try String(contentsOfFile: log, encoding: .utf8)
            throw NotReached(wanted: "the address of gaze serve in “\(line)” (it says: \(errors))")
        }
        return ServeProcess(url: String(url.output), process: process, ended: ended)
    }

    private static func firstLine(of pipe: Pipe) async -> String {
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                var line = Data()
                while !line.contains(UInt8(ascii: "\n")) {
                    let more = pipe.fileHandleForReading.availableData
                    if more.isEmpty { break }
                    line += more
                }
                done.resume(returning: String(decoding: line, as: UTF8.self))
            }
        }
    }
}
