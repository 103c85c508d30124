import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import NIOPosix

/// Downloads data from an address that the policy allows. Each redirect is checked like the first address.
struct WebDownload: Sendable {
    let policy: WebDownloadPolicy
    var client = SourceClient()
    /// Returns an IP address of a host to connect to, if the policy allows it; may block its thread.
    var resolve: @Sendable (WebAddress, WebDownloadPolicy) throws -> String = { try $0.resolved($1) }

    /// The threads that resolve names, for the lifetime of the process: a name server that does not answer delays other lookups
    /// here, but no reads or writes of data.
    private static let resolvers = {
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        return threads
    }()

    /// The maximum number of redirects that are followed.
    private static let redirectionLimit = 5

    /// Whether the policy allows an address, by its text and by the IP addresses that its name currently resolves to.
    func allows(_ uri: String?) async -> Bool {
        guard let address = uri.flatMap({ WebAddress($0, policy) }) else { return false }
        return (try? await number(of: address)) != nil
    }

    /// Receives the data of an address, and its announced size in bytes, if any.
    typealias Taking = @Sendable (_ data: DownloadedData, _ size: Int64?) async throws -> Void

    /// Downloads the data at an address, and passes it to `take`.
    ///
    /// - Throws: `ImportFailure`, or the error of `take`.
    func fetch(_ uri: String, _ take: Taking) async throws {
        var uri = uri
        for _ in 0...Self.redirectionLimit {
            guard let address = WebAddress(uri, policy) else {
                throw ImportFailure.forbiddenAddress("\(ShownAddress(uri)) does not pass filtering")
            }
            guard let next = try await fetch(from: address, take) else { return }
            uri = next
        }
        throw ImportFailure.download("there are more than \(Self.redirectionLimit) redirections")
    }

    /// - Returns: the target of a redirect; nil if `take` has received the data.
    private func fetch(from address: WebAddress, _ take: Taking) async throws -> String? {
        let number = try await number(of: address)
        var settings = HTTPClient.Configuration()
        // Connects to the IP address that was checked, not to one that the name may resolve to a moment later.
        settings.dnsOverride = [address.host: number]
        return try await client.use(settings) { try await Self.fetch(from: address, $0, take) }
    }

    private func number(of address: WebAddress) async throws -> String {
        let (policy, resolve) = (policy, resolve)
        return try await Self.resolvers.runIfActive { try resolve(address, policy) }
    }

    private static func fetch(
        from address: WebAddress, _ client: HTTPClient, _ take: Taking
    ) async throws -> String? {
        let response: HTTPClientResponse
        do {
            response = try await client.execute(HTTPClientRequest(url: address.url), deadline: .distantFuture)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw ImportFailure.download(
                "\(address.host) does not answer (\(TransportError(error, at: address.url).reason))")
        }
        switch response.status.code {
        case 200:
            try await take(
                DownloadedData(body: response.body, source: address.host),
                response.headers.first(name: "Content-Length").flatMap { Int64($0) })
            return nil
        case 301, 302, 303, 307, 308:
            guard let location = response.headers.first(name: "Location"),
                let next = URL(string: location, relativeTo: URL(string: address.url))
            else { throw ImportFailure.download("a redirection leads nowhere") }
            return next.absoluteString
        default: throw ImportFailure.download("\(address.host) answered \(response.status.code)")
        }
    }
}
