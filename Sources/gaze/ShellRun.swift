import Foundation
import Subprocess
import SystemPackage
import ViewModels

/// A command of a person's own on its way: `/bin/sh -c` in the terminal that gaze has let go of.
struct ShellRun: Sendable {
    /// What the shell is given, as it was written.
    let command: String
    /// All of its environment.
    let environment: [String: String]

    /// How a command ended.
    enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        /// It could not be started, and why.
        case notStarted(String)

        /// How it ended, in words.
        var words: String {
            switch self {
            case .exited(let status): "exit status \(status)"
            case .signalled(let number): "ended by signal \(number) (\(String(cString: strsignal(number))))"
            case .notStarted(let reason): "not started: \(reason)"
            }
        }
    }

    /// Runs it, and waits for its end. It has the terminal and nothing else that gaze has opened, and hears the signals that gaze
    /// ignores or holds back.
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
