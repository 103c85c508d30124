import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import NIOPosix

/// Reads data from an address, within the policy. Each redirection is looked at as the first address was.
struct WebDownload: Sendable {
    let policy: WebDownloadPolicy
    var client = SourceClient()
    /// Answers the address of a host that may be connected to, in numbers, on a thread that may block.
    var resolve: @Sendable (WebAddress, WebDownloadPolicy) throws -> String = { try $0.resolved($1) }

    /// Where names are resolved, for as long as the process lives: a name whose server says nothing keeps others waiting here, and no
    /// data on its way to or from the disks.
    private static let resolvers = {
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        return threads
    }()

    /// Redirections that are followed.
    private static let redirectionLimit = 5

    /// Whether the policy allows an address, by its text and by what its name resolves to now.
    func allows(_ uri: String?) async -> Bool {
        guard let address = uri.flatMap({ WebAddress($0, policy) }) else { return false }
        return (try? await number(of: address)) != nil
    }

    /// Takes the data of an address, and the bytes that it is said to have, where that is said.
    typealias Taking = @Sendable (_ data: DownloadedData, _ size: Int64?) async throws -> Void

    /// Hands out the data of an address.
    ///
    /// - Throws: `ImportFailure`, and what `take` throws.
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

    /// - Returns: where the address leads on to; nil where the data was there.
    private func fetch(from address: WebAddress, _ take: Taking) async throws -> String? {
        let number = try await number(of: address)
        var settings = HTTPClient.Configuration()
        // The address that was looked at, not what the name may resolve to a moment later.
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
