import Foundation
import ImageModel
import TestSupport

/// `gaze save` run to its end, with neither its output nor its errors on a terminal.
struct SaveProcess {
    /// The exit status.
    let status: Int32
    /// Standard output.
    let output: Data
    /// The events, a line of JSON each.
    let events: [[String: JSONValue]]
    /// What it wrote to standard error, as it is.
    let errors: String

    /// The last event.
    var last: [String: JSONValue] { events.last ?? [:] }

    /// Standard output as a line.
    var line: String { String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines) }

    /// Whether so many bytes that had come before were gone on from, and not asked for again.
    func hasKept(_ count: Int) -> Bool {
        events.allSatisfy { event in
            guard event["state"] == .string("receiving"), case .integer(let bytes)? = event["bytes"]
            else { return true }
            return bytes >= count
        }
    }

    /// Runs it in a folder, which is its home too.
    static func run(
        in folder: TestFolder, _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> SaveProcess {
        let usual = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        let command = try await Command.run(
            ["sh", "-c", #"cd "$HOME" && exec "$0" save "$@""#, Program.path] + arguments,
            environment: usual.merging(environment) { $1 })
        let lines = command.errors.split(separator: "\n").map { Data($0.utf8) }
        return SaveProcess(
            status: command.status, output: command.data,
            events: lines.compactMap { try? JSONDecoder().decode([String: JSONValue].self, from: $0) },
            errors: command.errors)
    }
}
