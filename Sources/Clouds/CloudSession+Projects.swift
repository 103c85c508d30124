import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

extension CloudSession {
    /// The projects with the given name or id: those that the login has a role in or, if there are none, any others that the
    /// cloud discloses (`GET /v3/auth/projects` and `GET /v3/projects` of Keystone).
    ///
    /// - Returns: nil if none of the login's own projects matches and the cloud does not disclose others; by default Keystone
    ///   discloses them to administrators only.
    /// - Throws: `CloudError` if the login fails or there is no answer.
    package func projects(named name: String) async throws(CloudError) -> [CloudProject]? {
        let own = try await projects(at: "/v3/auth/projects") ?? []
        let meant = own.filter { $0.name == name || $0.id == name }
        guard meant.isEmpty else { return meant }
        let value = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
        return try await projects(at: "/v3/projects?name=" + value)
    }

    /// - Returns: nil if the cloud does not disclose the projects.
    private func projects(at path: String) async throws(CloudError) -> [CloudProject]? {
        struct Answer: Decodable { let projects: [CloudProject] }
        let secret = try await goodToken(rejecting: nil).secret
        var request = HTTPClientRequest(.GET, KeystoneToken.withoutVersion(configuration.authURL) + path)
        request.headers.add(name: "X-Auth-Token", value: secret.exposed)
        let (status, body): (Int, Data)
        do {
            (status, body) = try await withTimeLimit(.seconds(30)) { [client, request] in
                let response = try await client.execute(request, deadline: .distantFuture)
                return (
                    Int(response.status.code), Data(buffer: try await response.body.collect(upTo: 1 << 24))
                )
            }
        } catch {
            throw .transport(TransportError(error))
        }
        if status == 403 || status == 404 { return nil }
        guard status < 400 else {
            throw .refused(status: status, message: ServerMessage.text(in: body.prefix(4096), hiding: secret))
        }
        do {
            return try JSONDecoder().decode(Answer.self, from: body).projects
        } catch {
            throw .transport(
                TransportError(.notUnderstood, reason: "what answers at \(configuration.authURL) is not Keystone v3"))
        }
    }
}
