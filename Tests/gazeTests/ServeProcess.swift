import Foundation
import TestSupport

/// `gaze serve` on a free loopback port, as a process of its own.
struct ServeProcess: Sendable {
    /// The service's address, as it said.
    let url: String
    private let program: Command.Running

    /// Starts a service, hands it out once it listens, and asks it to end when the body has ended.
    ///
    /// - Parameters:
    ///   - folder: its home.
    ///   - data: where its records and data are; nil for `data` in the folder.
    ///   - descriptors: how many the system allows it; nil for as many as this process may have.
    ///   - arguments: what follows `gaze serve` besides the address and the folder.
    /// - Returns: its exit status; the negative number of the signal that ended it, where one did.
    static func use(
        in folder: TestFolder, data: String? = nil, descriptors: Int? = nil, _ arguments: [String] = [],
        _ body: (ServeProcess) async throws -> Void
    ) async throws -> Int32 {
        let limited = descriptors.map { ["sh", "-c", "ulimit -n \($0); exec \"$@\"", "sh"] } ?? []
        return try await Command.running(
            limited + command(folder, data, arguments), environment: environment(folder)
        ) { program in
            guard let url = program.firstLine.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/) else {
                throw NotReached(wanted: "an address in “\(program.firstLine)”")
            }
            try await body(ServeProcess(url: String(url.output), program: program))
        }
    }

    /// Starts a service and kills it a moment later, whatever it is doing then.
    ///
    /// - Returns: its exit status; the negative number of the signal that ended it, where one did.
    static func kill(in folder: TestFolder, _ arguments: [String] = [], after life: Duration) async throws -> Int32 {
        let seconds = life / .seconds(1)
        let ended = try await Command.run(
            ["timeout", "--signal=KILL", "\(seconds)"] + command(folder, nil, arguments),
            environment: environment(folder))
        // As a shell does, timeout(1) adds 128 to the number of a signal.
        return ended.status > 128 ? 128 - ended.status : ended.status
    }

    private static func command(_ folder: TestFolder, _ data: String?, _ arguments: [String]) throws -> [String] {
        try [Program.path, "serve", "--listen", "127.0.0.1:0", "--data", data ?? folder.path + "/data"] + arguments
    }

    private static func environment(_ folder: TestFolder) -> [String: String] {
        ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
    }

    /// Its port on 127.0.0.1.
    var port: Int { url.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Its number among the processes.
    var processID: Int32 { program.processID }

    /// Bytes of memory that it has had at most.
    var peakMemory: Int { get throws { try Memory.peak(of: processID) } }

    /// How long its threads have been at work.
    var processorTime: Duration {
        get throws {
            let text = try String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)
            // What comes before the parenthesis may have spaces in it. Source: proc_pid_stat(5).
            let fields = text.drop { $0 != ")" }.split(separator: " ")
            let ticks = fields[12...13].compactMap { Int($0) }.reduce(0, +)
            return .seconds(ticks) / sysconf(Int32(_SC_CLK_TCK))
        }
    }

    /// Sends a signal.
    func send(_ signal: Int32) throws { try program.send(signal) }
}
