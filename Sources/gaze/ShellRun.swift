import Foundation
import Subprocess
import SystemPackage
import ViewModels

/// A run of one of the user's own commands: `/bin/sh -c` in the terminal that gaze has released.
struct ShellRun: Sendable {
    /// The command for the shell, as the user wrote it.
    let command: String
    /// The complete environment of the command.
    let environment: [String: String]

    /// How a command ended.
    enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        /// The command could not be started, for this reason.
        case notStarted(String)

        /// The outcome in words.
        var words: String {
            switch self {
            case .exited(let status): "exit status \(status)"
            case .signalled(let number): "ended by signal \(number) (\(String(cString: strsignal(number))))"
            case .notStarted(let reason): "not started: \(reason)"
            }
        }
    }

    /// Runs the command, and waits for it to end. It inherits the terminal but none of gaze's other file descriptors, and
    /// receives the signals that gaze ignores or blocks.
    func perform() async -> End {
        do {
            let result = try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", command],
                environment: .custom(environment.map { Array("\($0.key)=\($0.value)\0".utf8) }),
                input: .currentStandardInput, output: .currentStandardOutput, error: .currentStandardError)
            switch result.terminationStatus {
            case .exited(let status): return .exited(status)
            case .signaled(let number): return .signalled(number)
            }
        } catch {
            return .notStarted("\(error)")
        }
    }
}
