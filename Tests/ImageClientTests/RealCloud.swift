import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

@testable import ImageClient

/// The real Keystone and Glance that Tests/openstack/run has started.
struct RealCloud: Decodable {
    let authURL: String
    let imageURL: String
    let region: String
    let password: String

    private enum CodingKeys: String, CodingKey {
        case authURL = "auth_url"
        case imageURL = "image_url"
        case region, password
    }

    struct Missing: Error, CustomStringConvertible {
        let description = "There is no real Keystone and Glance here: run Tests/run, which starts them."
    }

    /// The description that Tests/openstack/run has left.
    init() throws {
        guard let path = ProcessInfo.processInfo.environment["GAZE_TEST_OPENSTACK"],
            let data = FileManager.default.contents(atPath: path)
        else { throw Missing() }
        self = try JSONDecoder().decode(RealCloud.self, from: data)
    }

    /// The `OS_*` variables of the user demo.
    var variables: [String: String] {
        [
            "OS_AUTH_URL": authURL, "OS_USERNAME": "demo", "OS_PASSWORD": password, "OS_PROJECT_NAME": "demo",
            "OS_USER_DOMAIN_NAME": "Default", "OS_PROJECT_DOMAIN_ID": "default", "OS_REGION_NAME": region,
        ]
    }

    /// A source that sees this environment, and no files but the clouds.yaml that goes with the services.
    static func source(_ environment: [String: String]) -> CloudSource {
        CloudSource(environment: environment, home: "/nowhere", folder: "/nowhere")
    }

    /// A cloud of the clouds.yaml that goes with the services.
    static func configuration(_ cloud: String) throws -> CloudConfiguration {
        let file = ProcessInfo.processInfo.environment["OS_CLIENT_CONFIG_FILE"] ?? ""
        guard let configuration = try source(["OS_CLIENT_CONFIG_FILE": file]).cloud(named: cloud) else {
            throw Missing()
        }
        return configuration
    }

    /// Runs a login while the body runs.
    static func use<Result>(
        _ configuration: CloudConfiguration, _ body: (CloudSession, ImageClient) async throws -> Result
    ) async throws -> Result {
        let session = CloudSession(configuration)
        do {
            let result = try await body(session, ImageClient(session))
            try await session.shutdown()
            return result
        } catch {
            try await session.shutdown()
            throw error
        }
    }

    /// Makes a record, and deletes it in the end.
    static func withImage<Result>(
        _ client: ImageClient, _ new: NewImage, _ body: (ImageRecord) async throws -> Result
    ) async throws -> Result {
        let record = try await client.create(new)
        do {
            let result = try await body(record)
            try await client.delete(record.image.id)
            return result
        } catch {
            try? await client.delete(record.image.id)
            throw error
        }
    }

    /// The id of the project that a session is logged in to, as Keystone says it.
    static func projectID(_ session: CloudSession) async throws -> String {
        let access = try await session.access()
        var request = HTTPClientRequest(.GET, try RealCloud().authURL + "/auth/tokens")
        request.headers.add(name: "X-Auth-Token", value: access.token.exposed)
        request.headers.add(name: "X-Subject-Token", value: access.token.exposed)
        let response = try await session.client.execute(request, timeout: .seconds(60))
        struct Body: Decodable {
            let token: Token

            struct Token: Decodable { let project: Project }
            struct Project: Decodable { let id: String }
        }
        return try await Answer(response, limit: 1 << 20, hiding: access.token).decode(Body.self).token.project.id
    }

    /// A request as it is, beside the client: what the client does not send, and what Glance says to it.
    static func send(
        _ method: HTTPMethod, _ url: String, _ session: CloudSession, headers: [(String, String)] = [],
        body: String? = nil
    ) async throws -> Answer {
        let access = try await session.access()
        var request = HTTPClientRequest(method, url)
        request.headers.add(name: "X-Auth-Token", value: access.token.exposed)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await session.client.execute(request, timeout: .seconds(60))
        return try await Answer(response, limit: 1 << 20, hiding: access.token)
    }
}
