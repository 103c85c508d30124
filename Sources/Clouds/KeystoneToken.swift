import Foundation

/// A token, and what Keystone reports with it.
struct KeystoneToken: Sendable {
    let secret: Secret
    let expires: Date
    let project: String?
    let projectID: String?
    /// The names of the roles in the project, including those that Keystone adds because others imply them.
    let roles: Set<String>
    let catalog: [Service]

    struct Service: Decodable, Sendable {
        let type: String
        let endpoints: [Endpoint]
    }

    struct Endpoint: Decodable, Sendable {
        let interface: String
        let region: String?
        let url: String
    }

    private struct Body: Decodable {
        let token: Token

        struct Token: Decodable {
            let expires_at: String
            let project: Project?
            let roles: [Named]?
            let catalog: [Service]?
        }
        struct Named: Decodable { let name: String }
        struct Project: Decodable {
            let id: String?
            let name: String
        }
    }

    /// Reads the answer to a login; throws if it is not one.
    init(secret: Secret, body: Data) throws {
        let token = try JSONDecoder().decode(Body.self, from: body).token
        self.secret = secret
        expires = try Date(keystone: token.expires_at)
        project = token.project?.name
        projectID = token.project?.id
        roles = Set((token.roles ?? []).map(\.name))
        catalog = token.catalog ?? []
    }

    /// Returns the image service's address, without a version.
    ///
    /// - Throws: `CloudError.noImageService` if the catalog has none for the region and the interface.
    func imageURL(region: String?, interface: String) throws(CloudError) -> String {
        let endpoints = catalog.filter { $0.type == "image" }.flatMap(\.endpoints)
        let match = endpoints.first { $0.interface == interface && (region == nil || $0.region == region) }
        guard let match else {
            throw .noImageService(
                region: region, interface: interface,
                available: endpoints.map { "\($0.interface) in \($0.region ?? "no region")" })
        }
        return Self.withoutVersion(match.url)
    }

    /// Returns the regions that have an image service, without duplicates, in the order of the catalog.
    func imageRegions(interface: String) -> [String] {
        var regions: [String] = []
        for endpoint in catalog.filter({ $0.type == "image" }).flatMap(\.endpoints) {
            guard endpoint.interface == interface, let region = endpoint.region, !regions.contains(region) else {
                continue
            }
            regions.append(region)
        }
        return regions
    }

    /// Returns the image service's address in a region, ignoring the case of its name; nil if the catalog has none.
    func imageURL(anyCase region: String, interface: String) -> String? {
        let endpoints = catalog.filter { $0.type == "image" }.flatMap(\.endpoints)
        let match = endpoints.first { $0.interface == interface && $0.region?.lowercased() == region.lowercased() }
        return match.map { Self.withoutVersion($0.url) }
    }

    /// Removes a version such as `/v2` and trailing slashes from an address.
    static func withoutVersion(_ url: String) -> String {
        var url = url[...]
        while url.last == "/" { url.removeLast() }
        // A slash directly before the host does not start a path.
        if let slash = url.lastIndex(of: "/"), !url[..<slash].hasSuffix(":/"),
            url[slash...].wholeMatch(of: /\/v\d+(\.\d+)?/) != nil
        {
            url = url[..<slash]
        }
        while url.last == "/" { url.removeLast() }
        return String(url)
    }
}

extension Date {
    /// Reads a moment as Keystone writes it: ISO 8601, with or without fractions of a second.
    init(keystone text: String) throws {
        let style = ISO8601FormatStyle(includingFractionalSeconds: true)
        self = try (try? Date(text, strategy: style)) ?? Date(text, strategy: .iso8601)
    }
}
