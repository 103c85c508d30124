package import Foundation
import Subprocess
import SystemPackage

/// A program run to its end, as a shell would.
package struct Command: Sendable {
    /// The exit status; the negative number of the signal that ended the program, where one did.
    package let status: Int32
    /// Standard output.
    package let data: Data
    /// Standard error.
    package let errors: String

    /// Standard output as text.
    package var output: String { String(decoding: data, as: UTF8.self) }

    /// A program that could not be used, with what to do about it.
    package struct Missing: Error, CustomStringConvertible {
        let program: String
        /// What to do about it.
        package var description: String { "\(program) is not installed. Tests/run installs what the tests need." }
    }

    /// Most bytes that a program may print.
    static let limit = 64 << 20

    /// Runs a program and waits for its end. Where the task is cancelled, the program is ended.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked up in PATH, and its arguments.
    ///   - environment: the whole environment, or nil for this process's own.
    ///   - input: what it reads from standard input, through a pipe; nil for what never has any (`/dev/null`).
    @discardableResult
    package static func run(
        _ arguments: [String], environment: [String: String]? = nil, input: Data? = nil
    ) async throws -> Command {
        guard let input else { return try await run(arguments, environment) }
        // A program need not read all of it, nor any. Subprocess takes that for an error of the one who writes, and ends this
        // process; cat is only ended itself.
        let file = FileManager.default.temporaryDirectory.appending(path: "gaze-input-\(UUID().uuidString)")
        try input.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let piped = #"file=$1; shift; exec "$@" < <(exec /bin/cat "$file" 2>/dev/null)"#
        let program = try locate(arguments[0])
        return try await run(
            ["/bin/bash", "-c", piped, "bash", file.path, program] + arguments.dropFirst(), environment)
    }

    private static func run(_ arguments: [String], _ environment: [String: String]?) async throws -> Command {
        let result = try await Subprocess.run(
            .path(FilePath(try locate(arguments[0]))), arguments: Arguments(Array(arguments.dropFirst())),
            environment: environment.map(whole) ?? .inherit, input: .none, output: .bytes(limit: limit),
            error: .string(limit: limit))
        return Command(
            status: status(result.terminationStatus), data: Data(result.standardOutput), errors: result.standardError)
    }

    /// These variables and no others.
    static func whole(_ variables: [String: String]) -> Environment {
        // The bytes are handed to the system as they are, as a C string.
        .custom(variables.map { Array("\($0.key)=\($0.value)\0".utf8) })
    }

    static func status(_ status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): Int32(code)
        case .signaled(let signal): -Int32(signal)
        }
    }

    /// The full path of a program in PATH.
    package static func locate(_ program: String) throws -> String {
        if program.contains("/") { return program }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for folder in path.split(separator: ":") {
            let candidate = "\(folder)/\(program)"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw Missing(program: program)
    }
}
