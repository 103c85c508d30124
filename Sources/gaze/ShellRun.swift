import Foundation
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
        /// It could not be started; the system's number for why.
        case notStarted(Int32)

        /// How it ended, in words.
        var words: String {
            switch self {
            case .exited(let status): "exit status \(status)"
            case .signalled(let number): "ended by signal \(number) (\(String(cString: strsignal(number))))"
            case .notStarted(let number): "not started: \(String(cString: strerror(number)))"
            }
        }
    }

    /// Runs it, and waits for its end on a thread of its own.
    func perform() async -> End {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: wait()) }
        }
    }

    private func wait() -> End {
        var process = pid_t()
        let failure = start(&process)
        guard failure == 0 else { return .notStarted(failure) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return .notStarted(errno) }
        }
        let number = status & 0x7F
        return number == 0 ? .exited(status >> 8 & 0xFF) : .signalled(number)
    }

    private func start(_ process: inout pid_t) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What gaze ignores or holds back is the command's to hear.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGHUP, SIGTERM] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let arguments = Self.copies(of: ["sh", "-c", command])
        let variables = Self.copies(of: environment.map { "\($0.key)=\($0.value)" })
        defer { for text in arguments + variables { free(text) } }
        return posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, variables)
    }

    /// Texts as C has them, with a null after the last; the caller frees them.
    private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { text in strdup(text) } + [nil]
    }
}
