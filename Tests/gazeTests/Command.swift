import Foundation

/// A program run to its end, as a shell would.
struct Command {
    let status: Int32
    /// Standard output.
    let output: String
    /// Standard error.
    let errors: String

    /// A program that could not be used, with what to do about it.
    struct Missing: Error, CustomStringConvertible {
        let program: String
        var description: String { "\(program) is not installed. Tests/run installs what the tests need." }
    }

    /// Runs a program and waits for its end.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked up in PATH, and its arguments.
    ///   - environment: the whole environment, or nil for this process's own.
    ///   - input: what it reads from standard input.
    @discardableResult
    static func run(
        _ arguments: [String], environment: [String: String]? = nil, input: Data = Data()
    ) async throws -> Command {
        let process = Process()
        process.executableURL = URL(filePath: try locate(arguments[0]))
        process.arguments = Array(arguments.dropFirst())
        if let environment { process.environment = environment }
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        async let output = read(stdout)
        async let errors = read(stderr)
        let status = try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
                try stdin.fileHandleForWriting.write(contentsOf: input)
                try stdin.fileHandleForWriting.close()
            } catch {
                process.terminationHandler = nil
                ended.resume(throwing: error)
            }
        }
        return await Command(status: status, output: output, errors: errors)
    }

    private static func read(_ pipe: Pipe) async -> String {
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
                done.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }

    /// The full path of a program in PATH.
    static func locate(_ program: String) throws -> String {
        if program.contains("/") { return program }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for folder in path.split(separator: ":") {
            let candidate = "\(folder)/\(program)"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw Missing(program: program)
    }
}
