import Foundation
package import ImageModel
import NIOHTTP1

extension ImageClient {
    /// `GET /v2/metadefs/namespaces`, with all pages.
    package func metadefNamespaces() async throws(APIError) -> [MetadefNamespace] {
        try await metadefNamespaces(pageSize: 100)
    }

    /// - Parameter pageSize: the number of namespaces to request per page; the service caps it.
    func metadefNamespaces(pageSize: Int) async throws(APIError) -> [MetadefNamespace] {
        var namespaces: [MetadefNamespace] = []
        var links: Set<String> = []
        var next: String? = Self.namespaces([
            URLQueryItem(name: "resource_types", value: MetadefNamespace.resourceType),
            URLQueryItem(name: "limit", value: "\(pageSize)"),
        ])
        // Stops when a link repeats, which would otherwise loop forever.
        while let path = next, links.insert(path).inserted {
            let page = try await request(.GET, path).decode(NamespacePage.self)
            let known = Set(namespaces.map(\.name))
            namespaces += page.namespaces.filter { !known.contains($0.name) }
            guard let link = page.next, !page.namespaces.isEmpty else { break }
            next = try Self.path(of: link, below: Self.namespacesPath)
        }
        return namespaces
    }

    /// `GET /v2/metadefs/namespaces/{name}`, with the prefix of its properties on an image.
    package func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace {
        let path = Self.namespaces(
            [URLQueryItem(name: "resource_type", value: MetadefNamespace.resourceType)],
            below: "/" + ImageRequest.pathPart(name))
        return try await request(.GET, path).decode(MetadefNamespace.self)
    }

    private static let namespacesPath = "/v2/metadefs/namespaces"

    private static func namespaces(_ items: [URLQueryItem], below rest: String = "") -> String {
        var components = URLComponents()
        components.percentEncodedPath = namespacesPath + rest
        components.queryItems = items
        return components.string ?? components.percentEncodedPath
    }
}

private struct NamespacePage: Decodable {
    let namespaces: [MetadefNamespace]
    let next: String?
}
