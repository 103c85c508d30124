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
    ///   - arguments: what follows `gaze serve` besides the address and the folder.
    /// - Returns: its exit status; the negative number of the signal that ended it, where one did.
    static func use(
        in folder: TestFolder, data: String? = nil, _ arguments: [String] = [],
        _ body: (ServeProcess) async throws -> Void
    ) async throws -> Int32 {
        let serve = ["serve", "--listen", "127.0.0.1:0", "--data", data ?? folder.path + "/data"]
        return try await Command.running(
            [Program.path] + serve + arguments, environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
        ) { program in
            guard let url = program.firstLine.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/) else {
                throw NotReached(wanted: "an address in “\(program.firstLine)”")
            }
            try await body(ServeProcess(url: String(url.output), program: program))
        }
    }

    /// Sends a signal.
    func send(_ signal: Int32) throws { try program.send(signal) }
}
