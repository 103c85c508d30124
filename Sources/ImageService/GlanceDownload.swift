import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Reads an image from another region's image service, with the token of the user who asked for it.
///
/// The addresses come from Keystone's catalog, which the cloud's operator has written, so they need no filtering.
struct GlanceDownload: Sendable {
    let validator: TokenValidator
    var client = SourceClient()

    /// The attributes that are copied from the other record (Glance's `glance_download_properties`).
    struct Metadata: Sendable {
        var diskFormat: String?
        var containerFormat: String?
        var properties: [String: String]
        /// In bytes.
        var size: Int64

        /// The prefixes of the properties that are copied; Glance's default.
        static let prefixes = ["hw_", "trait:", "os_distro", "os_secure_boot", "os_type"]

        init(_ record: [String: JSONValue]) throws(ImportFailure) {
            let status = record["status"]?.string ?? "nothing"
            guard status == ImageStatus.active.rawValue else {
                throw .download("the source image's status should be active instead of \(status)")
            }
            guard case .integer(let size)? = record["size"] else {
                throw .download("the source image does not say its size")
            }
            self.size = size
            diskFormat = record["disk_format"]?.string
            containerFormat = record["container_format"]?.string
            properties = record.compactMapValues(\.string).filter { name, _ in
                Self.prefixes.contains(where: name.hasPrefix)
            }
        }
    }

    /// Reads the record and passes it to `take`, with the data.
    ///
    /// - Throws: `ImportFailure`, or the error of `take`.
    func fetch(
        _ remote: RemoteImage, token: Secret,
        _ take: @Sendable (Metadata, DownloadedData) async throws -> Void
    ) async throws {
        guard let url = try await address(of: remote, token) else {
            throw ImportFailure.download(
                "the catalog has no image service in the region \(remote.region) with a \(remote.interface) interface")
        }
        try await client.use(validator.settings) { client in
            let record = try await Self.get(url + "/v2/images/" + remote.image, token, client)
            let body = Data(buffer: try await record.collect(upTo: 4 << 20))
            guard let fields = try? JSONDecoder().decode([String: JSONValue].self, from: body) else {
                throw ImportFailure.download("the region \(remote.region) does not answer with a record")
            }
            let metadata = try Metadata(fields)
            try await take(metadata, try await Self.get(url + "/v2/images/\(remote.image)/file", token, client))
        }
    }

    private func address(of remote: RemoteImage, _ token: Secret) async throws -> String? {
        do {
            return try await validator.imageURL(for: token, region: remote.region, interface: remote.interface)
        } catch {
            throw ImportFailure.download("Keystone does not say where the region is (\(error.reason))")
        }
    }

    private static func get(_ url: String, _ token: Secret, _ client: HTTPClient) async throws -> DownloadedData {
        var request = HTTPClientRequest(.GET, url)
        request.headers.add(name: "X-Auth-Token", value: token.exposed)
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: .distantFuture)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw ImportFailure.download("the other region does not answer (\(TransportError(error).reason))")
        }
        guard response.status == .ok else {
            throw ImportFailure.download("the other region answered \(response.status.code)")
        }
        return DownloadedData(body: response.body, source: "the other region")
    }
}
