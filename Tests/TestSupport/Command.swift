public import Foundation
import Subprocess
import SystemPackage

/// A program run to its end, as a shell would.
public struct Command: Sendable {
    /// The exit status; the negative number of the signal that ended the program, where one did.
    public let status: Int32
    /// Standard output.
    public let data: Data
    /// Standard error.
    public let errors: String

    /// Standard output as text.
    public var output: String { String(decoding: data, as: UTF8.self) }

    /// A program that could not be used, with what to do about it.
    public struct Missing: Error, CustomStringConvertible {
        let program: String
        /// What to do about it.
        public var description: String { "\(program) is not installed. Tests/run installs what the tests need." }
    }

    /// Most bytes that a program may print.
    static let limit = 64 << 20

    /// Runs a program and waits for its end. Where the task is cancelled, the program is ended.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked up in PATH, and its arguments.
    ///   - environment: the whole environment, or nil for this process's own.
    ///   - input: what it reads from standard input.
    @discardableResult
    public static func run(
        _ arguments: [String], environment: [String: String]? = nil, input: Data = Data()
    ) async throws -> Command {
        let result = try await Subprocess.run(
            .path(FilePath(try locate(arguments[0]))), arguments: Arguments(Array(arguments.dropFirst())),
            environment: environment.map(whole) ?? .inherit, input: .array(Array(input)), output: .bytes(limit: limit),
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
    public static func locate(_ program: String) throws -> String {
        if program.contains("/") { return program }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for folder in path.split(separator: ":") {
            let candidate = "\(folder)/\(program)"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw Missing(program: program)
    }
}
