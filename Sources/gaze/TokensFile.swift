import Foundation
import ImageService
import Yams

/// The file of `gaze serve --tokens`: YAML that maps each token to a user, a project and roles.
enum TokensFile {
    /// Why the file cannot be used.
    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    private struct Entry: Decodable {
        let user: String
        let project: String
        let roles: [String]
    }

    /// Reads the tokens and their identities.
    ///
    /// - Throws: `Wrong`; its description contains no token.
    static func read(_ path: String) throws -> [String: Identity] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Wrong(description: "The file of tokens \(path) cannot be read. Check the path and its permissions.")
        }
        guard let entries = try? YAMLDecoder().decode([String: Entry].self, from: data), !entries.isEmpty else {
            throw Wrong(
                description:
                    "The file of tokens \(path) is not as it should be: each token is a mapping of user, project and "
                    + "roles (see gaze serve --help).")
        }
        return entries.mapValues { Identity(user: $0.user, project: $0.project, roles: Set($0.roles)) }
    }
}
