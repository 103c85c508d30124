import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

@testable import ImageService

/// The real Glance that our service is held to, and the people whom its Keystone knows.
struct Reference: Sendable {
    let url: String
    let tokens: [Person: String]
    /// Who they are, for a service that is given their tokens.
    let identities: [String: Identity]

    /// Logged in once, for all scenarios.
    static let running = Task { try await Reference() }

    /// Why there is nothing to compare with.
    struct Missing: Error, CustomStringConvertible {
        let description = "There is no Glance to compare with: run the tests with Tests/run."
    }

    private struct Services: Decodable {
        let authURL: String
        let imageURL: String
        let password: String

        enum CodingKeys: String, CodingKey {
            case authURL = "auth_url"
            case imageURL = "image_url"
            case password
        }
    }

    private struct Login: Decodable {
        struct Token: Decodable {
            let user: Named
            let project: Named
            let roles: [Named]
        }
        struct Named: Decodable {
            let id: String
            let name: String
        }
        let token: Token
    }

    private init() async throws {
        guard let path = ProcessInfo.processInfo.environment["GAZE_TEST_OPENSTACK"] else { throw Missing() }
        let services = try JSONDecoder().decode(Services.self, from: Data(contentsOf: URL(filePath: path)))
        var tokens: [Person: String] = [:]
        var identities: [String: Identity] = [:]
        for person in Person.users {
            let (token, login) = try await Self.logIn(person, services)
            tokens[person] = token
            identities[token] = Identity(
                user: login.user.id, project: login.project.id, roles: Set(login.roles.map(\.name)))
        }
        url = services.imageURL
        self.tokens = tokens
        self.identities = identities
    }

    /// Logs in a user whose project has the user's name.
    private static func logIn(_ person: Person, _ services: Services) async throws -> (String, Login.Token) {
        let domain: JSONValue = .object(["id": .string("default")])
        let named: [String: JSONValue] = ["name": .string(person.rawValue), "domain": domain]
        let user = named.merging(["password": .string(services.password)]) { $1 }
        let body: JSONValue = .object([
            "auth": .object([
                "identity": .object([
                    "methods": .array([.string("password")]), "password": .object(["user": .object(user)]),
                ]),
                "scope": .object(["project": .object(named)]),
            ])
        ])
        var request = HTTPClientRequest(url: services.authURL + "/auth/tokens")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Connection", value: "close")
        request.body = .bytes(ByteBuffer(string: body.text()))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let answer = Data(buffer: try await response.body.collect(upTo: 1 << 20))
        guard let token = response.headers.first(name: "X-Subject-Token") else {
            throw TestService.Unexpected(reply: String(decoding: answer, as: UTF8.self))
        }
        return (token, try JSONDecoder().decode(Login.self, from: answer).token)
    }

    /// The id of a user's project.
    func project(of person: Person) -> String {
        tokens[person].flatMap { identities[$0]?.project } ?? ""
    }
}
