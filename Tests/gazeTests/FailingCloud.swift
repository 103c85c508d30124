import Foundation
import NIOHTTP1
import ScriptedServer
import Synchronization

/// A Keystone and an image service at one address that has one image, and gives its first upload up in the middle.
///
/// For what a real service cannot be brought to do on time: to be down in the middle of an upload, and up for the next.
final class FailingCloud: Sendable {
    private let status: Int
    private let isActive = Mutex(false)
    private let hasFailed = Mutex(false)
    private let file = Data(repeating: 7, count: 4 << 20)

    /// - Parameter status: what the first upload is answered with, before all of it has come.
    init(status: Int) { self.status = status }

    @Sendable func answer(_ request: ScriptedServer.Request, _ number: Int) async -> ScriptedServer.Step {
        let path = request.path.split(separator: "?").first.map(String.init) ?? ""
        switch (request.method, path) {
        case (.POST, "/v3/auth/tokens"):
            let host = request.headers.first(name: "Host") ?? ""
            return .answer(201, headers: [("X-Subject-Token", "t")], body: Self.token(host))
        case (.GET, "/v2/images"): return .answer(200, body: #"{"images": [], "first": "/v2/images"}"#)
        case (.POST, "/v2/images"): return .answer(201, body: record)
        case (.GET, "/v2/images/\(Self.id)"): return .answer(200, body: record)
        case (.PUT, "/v2/images/\(Self.id)/file"):
            let isFirst = hasFailed.withLock { failed in
                defer { failed = true }
                return !failed
            }
            if isFirst { return .early(status, after: 1 << 20, body: "<html>\(status)</html>") }
            isActive.withLock { $0 = true }
            return .answer(204)
        // A cloud without import, and without more to say of itself.
        default: return .answer(404, body: "<html>404</html>")
        }
    }

    private static let id = "71c675ab-d94f-49cd-a114-e12490b328d9"
    /// Of 4 MiB of the byte 7.
    private static let sha512 =
        "9b1e90552d33cc9d9d67357759fa5a8f9f454f2bdccf7274bd68484ecc9e2873"
        + "4c4ea3b7fac1aa1c219efebecbe3afceb13e55dd7f281d6ab112be2ed3750fb9"

    private static func token(_ host: String) -> String {
        """
        {"token": {"expires_at": "\(Date.now.addingTimeInterval(3600).ISO8601Format())", "project": {"name": "lab"},
         "roles": [{"name": "member"}], "catalog": [{"type": "image", "endpoints": [
         {"interface": "public", "region": "one", "url": "http://\(host)"}]}]}}
        """
    }

    private var record: String {
        let data =
            isActive.withLock { $0 }
            ? #""status": "active", "size": \#(file.count), "os_hash_algo": "sha512", "os_hash_value": "\#(Self.sha512)""#
            : #""status": "queued", "size": null"#
        return """
            {"id": "\(Self.id)", "name": "unlucky", "visibility": "shared", "disk_format": "raw",
             "container_format": "bare", "min_disk": 0, "min_ram": 0, "protected": false, "os_hidden": false, "tags": [],
             "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z", "owner": "lab", \(data)}
            """
    }
}
