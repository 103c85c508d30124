import ArgumentParser
import Foundation

/// The declaration of a command, as swift-argument-parser dumps it (`--experimental-dump-help`).
struct CommandInfo: Decodable, Sendable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let arguments: [Argument]?
    let subcommands: [CommandInfo]?

    /// An argument, an option or a flag.
    struct Argument: Decodable, Sendable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable, Sendable, Equatable {
            let kind: String
            let name: String

            /// The name as it is typed.
            var typed: String { (kind == "long" ? "--" : "-") + name }
        }

        let kind: Kind
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let preferredName: Name?
        let valueName: String?
        let defaultValue: String?
        let allValues: [String]?
        let abstract: String?
    }

    /// Returns the declarations of gaze and its subcommands.
    ///
    /// - Throws: `DecodingError` if swift-argument-parser's dump has a format that this version does not know.
    static func ofGaze() throws -> CommandInfo {
        struct Tool: Decodable { let command: CommandInfo }
        return try JSONDecoder().decode(Tool.self, from: Data(Gaze._dumpHelp().utf8)).command
    }

    /// The arguments to be documented, without those that every command has.
    var own: [Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay && !["help", "version"].contains(argument.preferredName?.name)
        }
    }

    /// The subcommands to be documented.
    var shown: [CommandInfo] { (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" } }
}
