import Foundation
import ImageModel
import TestSupport

/// `gaze create` run to its end, with neither its output nor its errors on a terminal.
struct CreateProcess {
    /// The exit status.
    let status: Int32
    /// The events, a line of JSON each.
    let events: [[String: JSONValue]]
    /// The record that was printed at the end; nil where none was.
    let record: [String: JSONValue]?
    /// What it wrote to standard error, as it is.
    let errors: String

    /// The names of the events; those that repeat once.
    var names: [String] {
        events.compactMap { $0["event"]?.string }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// The last event.
    var last: [String: JSONValue] { events.last ?? [:] }

    /// Runs it with a folder for its home.
    ///
    /// - Parameter name: another command, which tells the same.
    static func run(
        in folder: TestFolder, _ arguments: [String], environment: [String: String] = [:], input: Data? = nil,
        command name: String = "create"
    ) async throws -> CreateProcess {
        let usual = ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        let command = try await Command.run(
            [Program.path, name] + arguments, environment: usual.merging(environment) { $1 }, input: input)
        let lines = command.errors.split(separator: "\n").map { Data($0.utf8) }
        return CreateProcess(
            status: command.status,
            events: lines.compactMap { try? JSONDecoder().decode([String: JSONValue].self, from: $0) },
            record: try? JSONDecoder().decode([String: JSONValue].self, from: command.data), errors: command.errors)
    }
}
