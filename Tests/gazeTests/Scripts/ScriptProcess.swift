import Foundation
import ImageModel
import ScriptedServer
import TestSupport

extension TestFolder {
    /// Runs a command of gaze with the folder for its home, with nothing of it on a terminal.
    func gaze(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command {
        let usual = ["HOME": path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        return try await Command.run([Program.path] + arguments, environment: usual.merging(environment) { $1 })
    }

    /// Makes images in the embedded service of that home, one after the other.
    ///
    /// - Parameter bodies: what is sent for each.
    func fill(_ bodies: [String]) async throws {
        let ended = try await ServeProcess.use(in: self, data: path + "/.local/share/gaze") { service in
            for body in bodies {
                let made = try await Command.run([
                    "curl", "--silent", "--show-error", "--fail", "--output", "/dev/null", "--json", body,
                    service.url + "/v2/images",
                ])
                guard made.status == 0 else { throw NotReached(wanted: "an image of \(body): \(made.errors)") }
            }
        }
        guard ended == 0 else { throw NotReached(wanted: "the end of the service") }
    }
}

extension Command.Running {
    /// Waits until it has ended by itself. Whoever started it asks for its status only later: until then it is a zombie.
    func waitForEnd() async throws {
        try await wait(for: "the end") {
            guard let state = FileManager.default.contents(atPath: "/proc/\(processID)/stat") else { return true }
            return String(decoding: state, as: UTF8.self).contains(") Z ")
        }
    }
}

/// Runs gaze where Keystone never answers, and sends it a signal once it logs in: it hears signals by then.
///
/// - Parameters:
///   - line: what follows the program on a shell's line; `$1` and what follows it are the arguments.
/// - Returns: the exit status.
func gazeSignalledAtLogin(
    _ line: String, _ arguments: String..., by signal: Int32 = SIGINT, home: TestFolder
) async throws -> Int32 {
    try await ScriptedServer.use { _, _ in
        .stall("")
    } while: { server in
        let variables = [
            "OS_AUTH_URL": server.url, "OS_USERNAME": "u", "OS_PASSWORD": "p", "OS_PROJECT_NAME": "p",
            "HOME": home.path, "PATH": "/usr/bin:/bin",
        ]
        return try await Command.running(
            ["sh", "-c", #"echo begun; exec "$0" "# + line, try Program.path] + arguments, environment: variables
        ) { program in
            try await wait(for: "the login") { !server.requests.isEmpty }
            try program.send(signal)
            try await program.waitForEnd()
        }
    }
}

extension Command {
    /// What was printed, as an array of objects.
    var objects: [[String: JSONValue]] {
        get throws { try JSONDecoder().decode([[String: JSONValue]].self, from: data) }
    }

    /// What was printed, as an object.
    var object: [String: JSONValue] {
        get throws { try JSONDecoder().decode([String: JSONValue].self, from: data) }
    }
}
