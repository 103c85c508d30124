import Foundation
import ImageModel
import TestSupport
import Testing

/// OpenStack's own clients over the whole of the API: what they say of `gaze serve` is what they say of Glance.
///
/// The scripts in `Clients` hold each client's own list of its commands, options or methods against what they use, so that
/// nothing is forgotten. One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance"), .timeLimit(.minutes(20))) struct ClientsTests {
    /// A client, and the script that uses all of it.
    enum Client: String, CaseIterable {
        case openstack = "osc"
        case glance = "glance_cli"
        case glanceclient = "glanceclient_api"
        case openstacksdk = "sdk"
    }

    /// What came of a script; `Clients/play.py` says what is what.
    private struct Report: Decodable {
        let steps: Int
        let differences: [JSONValue]
        let vain: [String]
        let missing: [String]
    }

    /// Somebody who has logged in; the names are those of a file of tokens.
    private struct Person: Codable {
        let user: String
        let project: String
        let roles: [String]
        let token: String?
    }

    @Test(
        "a client finds in gaze, whichever way it says who it is, what it finds in Glance", arguments: Client.allCases)
    func agrees(client: Client) async throws {
        let cloud = try RealCloud.current
        try await TestFolder.use { folder in
            let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Clients").path()
            let admin = cloud.clients(folder, as: "admin")
            let cast = Data(try await admin.pythonFile(scripts + "/cast.py").utf8)
            try await Self.services(cloud, folder, tokens: try Self.tokens(of: cast, in: folder)) { services in
                let configuration: [String: Any] = [
                    "services": services, "cast": try JSONSerialization.jsonObject(with: cast),
                    "folder": folder.path, "auth_url": cloud.authURL, "web_host": cloud.webHost,
                    "web_port": cloud.webPort,
                ]
                let path = try folder.write(
                    "configuration.json", try JSONSerialization.data(withJSONObject: configuration))
                let printed = try await admin.pythonFile(scripts + "/play.py", client.rawValue, path)
                let report = try JSONDecoder().decode(Report.self, from: Data(printed.utf8))
                #expect(report.steps > 100)
                #expect(report.differences.count == 0)
                for difference in report.differences.prefix(20) { Issue.record("\(difference.text())") }
                #expect(report.vain == [])
                #expect(report.missing == [])
            }
        }
    }

    /// A file of tokens in which each of the cast has the token that Keystone gave.
    private static func tokens(of cast: Data, in folder: TestFolder) throws -> String {
        let people = try JSONDecoder().decode([String: Person].self, from: cast).values
        let identities = people.map { person in
            let identity = Person(user: person.user, project: person.project, roles: person.roles, token: nil)
            return (person.token ?? "", identity)
        }
        // JSON is YAML.
        return try folder.write("tokens.yaml", try JSONEncoder().encode(Dictionary(uniqueKeysWithValues: identities)))
    }

    /// Hands out the addresses of Glance and of two of ours, which it starts: one asks Keystone about tokens, the other has a
    /// file of them.
    private static func services(
        _ cloud: RealCloud, _ folder: TestFolder, tokens: String, _ body: ([String: String]) async throws -> Void
    ) async throws {
        func serve(_ name: String, _ authentication: [String], _ body: (String) async throws -> Void) async throws {
            let home = folder.path + "/" + name
            let stores = ["--store", "fast=\(home)/fast", "--store", "cheap=\(home)/cheap"]
            let downloads = ["--import-host", cloud.webHost, "--import-port", "\(cloud.webPort)"]
            let ended = try await ServeProcess.use(
                in: folder, data: home + "/data", authentication + stores + downloads
            ) { try await body($0.url) }
            #expect(ended == 0)
        }
        try await serve("with-keystone", ["--auth", "keystone", "--keystone-url", cloud.authURL]) { keystone in
            try await serve("with-tokens", ["--auth", "token", "--tokens", tokens]) { tokens in
                try await body(["Glance": cloud.imageURL, "gaze": keystone, "gaze with tokens": tokens])
            }
        }
    }
}
