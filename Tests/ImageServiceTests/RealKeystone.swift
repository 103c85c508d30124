import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The real Keystone that `Tests/openstack/run` has started, and the real Glance beside it.
struct RealKeystone: Decodable {
    /// Keystone's address, with `/v3`.
    let url: String
    private let imageURL: String
    private let cappedImageURL: String?
    /// The most data of an image that the capped Glance takes, in bytes.
    let imageSizeCap: Int64
    /// Every user's password.
    let password: String

    private enum CodingKeys: String, CodingKey {
        case url = "auth_url"
        case imageURL = "image_url"
        case cappedImageURL = "capped_image_url"
        case imageSizeCap = "image_size_cap"
        case password
    }

    /// There is none, with what to do about it.
    struct Missing: Error, CustomStringConvertible {
        let description = "There is no Keystone to test against. Run Tests/run: it starts a Keystone and a Glance."
    }

    /// Keystone gave an answer that a test cannot go on with.
    struct Unexpected: Error { let reply: String }

    /// The Keystone of this test run.
    static var current: RealKeystone {
        get throws {
            guard let path = ProcessInfo.processInfo.environment["GAZE_TEST_OPENSTACK"] else { throw Missing() }
            return try JSONDecoder().decode(RealKeystone.self, from: Data(contentsOf: URL(filePath: path)))
        }
    }

    /// The real Glance, to be asked like a service of ours.
    var glance: TestService { Self.service(imageURL) }

    /// The address of a Glance that takes no more than a few bytes of an image.
    var cappedGlanceURL: String {
        get throws {
            guard let cappedImageURL else { throw Missing() }
            return cappedImageURL
        }
    }

    /// What a token is good for.
    enum Scope {
        case project(String)
        /// A project by its id.
        case id(String)
        case system
        case nothing

        fileprivate var json: JSONValue {
            switch self {
            case .project(let name):
                .object(["project": .object(["name": .string(name), "domain": .object(["id": .string("default")])])])
            case .id(let id): .object(["project": .object(["id": .string(id)])])
            case .system: .object(["system": .object(["all": .bool(true)])])
            case .nothing: .string("unscoped")
            }
        }
    }

    /// A token, the ids of the user and the project that it is for, and the names of the roles.
    struct Login {
        let token: String
        let user: String
        let project: String?
        let roles: Set<String>
    }

    /// Logs a user in by the password; the scope is by default the project of the same name.
    func logIn(_ user: String, scope: Scope? = nil) async throws -> Login {
        let who: JSONValue = .object([
            "name": .string(user), "password": .string(password), "domain": .object(["id": .string("default")]),
        ])
        return try await logIn(
            ["methods": .array([.string("password")]), "password": .object(["user": who])],
            scope: (scope ?? .project(user)).json)
    }

    /// Logs in by a new application credential of a login, which allows this one request only.
    func logIn(_ login: Login, allowing method: String, _ path: String) async throws -> Login {
        let rule: [String: JSONValue] = [
            "service": .string("image"), "method": .string(method), "path": .string(path),
        ]
        return try await logIn(login, byCredential: ["access_rules": .array([.object(rule)])])
    }

    /// Logs in by a new application credential of a login that expires, as the token does with it.
    func logIn(_ login: Login, until end: Date) async throws -> Login {
        try await logIn(login, byCredential: ["expires_at": .string(end.formatted(.iso8601))])
    }

    private func logIn(_ login: Login, byCredential fields: [String: JSONValue]) async throws -> Login {
        let credential = fields.merging(["name": .string(UUID().uuidString)]) { $1 }
        let reply = try await send(
            .POST, "/users/\(login.user)/application_credentials", token: login.token,
            body: .object(["application_credential": .object(credential)]))
        guard let made = reply.fields["application_credential"]?.object, let id = made["id"],
            let secret = made["secret"]
        else { throw Unexpected(reply: reply.text) }
        return try await logIn(
            [
                "methods": .array([.string("application_credential")]),
                "application_credential": .object(["id": id, "secret": secret]),
            ], scope: nil)
    }

    /// Revokes a token.
    func revoke(_ login: Login) async throws {
        let reply = try await send(
            .DELETE, "/auth/tokens", token: login.token, headers: [("X-Subject-Token", login.token)])
        guard reply.status == 204 else { throw Unexpected(reply: reply.text) }
    }

    private func logIn(_ identity: [String: JSONValue], scope: JSONValue?) async throws -> Login {
        var auth: [String: JSONValue] = ["identity": .object(identity)]
        auth["scope"] = scope
        let reply = try await send(.POST, "/auth/tokens", token: nil, body: .object(["auth": .object(auth)]))
        let document = reply.fields["token"]?.object
        guard let token = reply.headers.first(name: "X-Subject-Token"),
            let user = document?["user"]?.object?["id"]?.string
        else { throw Unexpected(reply: reply.text) }
        let roles = (document?["roles"]?.array ?? []).compactMap { $0.object?["name"]?.string }
        return Login(
            token: token, user: user, project: document?["project"]?.object?["id"]?.string, roles: Set(roles))
    }

    /// A request to Keystone.
    func send(
        _ method: HTTPMethod, _ path: String, token: String?, headers: [(String, String)] = [], body: JSONValue? = nil
    ) async throws -> TestService.Reply {
        let headers = headers + (body == nil ? [] : [("Content-Type", "application/json")])
        return try await Self.service(url).send(
            method, path, token: token, headers: headers, body: body.map { .bytes(ByteBuffer(string: $0.text())) })
    }

    /// uWSGI closes a connection after an answer without a word, so none is used twice.
    private static func service(_ url: String) -> TestService {
        TestService(url: url, folder: "", headers: [("Connection", "close")])
    }
}
