import Foundation
import ImageModel
import TestSupport

/// The OpenStack project's own clients: `openstack`, `glance`, and openstacksdk in Python.
struct PythonClients {
    private let bin: String
    private let environment: [String: String]
    private let options: [String]

    /// - Parameters:
    ///   - bin: the folder of the programs.
    ///   - home: where they may keep what they like.
    ///   - environment: how they find the cloud.
    ///   - options: what `openstack` is told before every command.
    init(_ bin: String, home: TestFolder, environment: [String: String] = [:], options: [String] = []) {
        self.bin = bin
        self.options = options
        let usual = ["HOME": home.path, "PATH": "\(bin):/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        self.environment = usual.merging(environment) { $1 }
    }

    /// A client that ended with a failure.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs `openstack` and returns what it prints.
    @discardableResult
    func openstack(_ arguments: String...) async throws -> String { try await openstack(arguments) }

    /// Runs `openstack` and returns what it prints.
    @discardableResult
    func openstack(_ arguments: [String]) async throws -> String { try await run(["openstack"] + options + arguments) }

    /// Runs `openstack … -f json` and returns the object that it prints.
    func openstackObject(_ arguments: String...) async throws -> [String: JSONValue] {
        let text = try await run(["openstack"] + options + arguments + ["-f", "json"])
        return try JSONDecoder().decode([String: JSONValue].self, from: Data(text.utf8))
    }

    /// Runs `glance` and returns what it prints.
    @discardableResult
    func glance(_ arguments: String...) async throws -> String { try await run(["glance"] + arguments) }

    /// Runs a Python program and returns what it prints.
    @discardableResult
    func python(_ program: String, _ arguments: String...) async throws -> String {
        try await run(["python", "-c", program] + arguments)
    }

    /// Runs a Python program that is a file, and returns what it prints.
    @discardableResult
    func pythonFile(_ path: String, _ arguments: String...) async throws -> String {
        try await run(["python", path] + arguments)
    }

    private func run(_ arguments: [String]) async throws -> String {
        let command = try await Command.run(
            ["\(bin)/\(arguments[0])"] + arguments.dropFirst(), environment: environment)
        guard command.status == 0 else {
            throw Refused(description: "\(arguments): \(command.errors)\(command.output)")
        }
        return command.output
    }
}
