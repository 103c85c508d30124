import ImageModel

/// The configuration of an image service: its address, its storage and its authentication.
package struct ServiceConfiguration: Sendable {
    /// The directory of the records, and of the data if no store is named; it is created if it does not exist.
    package var data: String
    /// The stores for images' data, the default one first; never empty.
    package var stores: [Store]
    /// The address that the service listens on.
    package var address: Address
    /// The address by which clients know the service, without a trailing slash, for links; nil for the one that a request is
    /// sent to.
    package var publicURL: String?
    /// How requests are authenticated.
    package var authentication: Authentication

    /// The policy for the addresses that web-download may read from.
    package var webDownload: WebDownloadPolicy

    /// The maximum size of an image's data, in bytes; at least 1.
    package var imageSizeCap: Int64

    /// How long the service waits for its clients, and how many connections it accepts.
    var connections = ConnectionLimits()

    /// How often to check whether the image of a running import still exists.
    var importLookInterval: Duration = .seconds(5)

    /// How often expired tasks are removed from the catalogue.
    var purgeInterval: Duration = .seconds(24 * 3600)

    /// Creates a configuration.
    ///
    /// - Parameters:
    ///   - data: the directory of the records.
    ///   - address: the address that the service listens on.
    ///   - authentication: how requests are authenticated.
    ///   - stores: the stores; if empty, there is one named `local` in the directory of the records.
    ///   - webDownload: the policy for web-download.
    ///   - imageSizeCap: the maximum size of an image's data, in bytes; nil for Glance's default.
    ///   - publicURL: the address by which clients know the service; a trailing slash is ignored.
    package init(
        data: String, address: Address, authentication: Authentication, stores: [Store] = [],
        webDownload: WebDownloadPolicy = WebDownloadPolicy(), imageSizeCap: Int64? = nil, publicURL: String? = nil
    ) {
        self.data = data
        self.stores = stores.isEmpty ? [Store(name: "local", folder: data)] : stores
        self.address = address
        self.authentication = authentication
        self.webDownload = webDownload
        self.imageSizeCap = imageSizeCap ?? ImageLimits.dataSize
        self.publicURL = publicURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }

    /// A place for images' data.
    package struct Store: Hashable, Sendable {
        /// The store's name in the API.
        package var name: String
        /// The store's directory; it is created if it does not exist.
        package var folder: String

        /// Creates a store in a directory.
        package init(name: String, folder: String) {
            self.name = name
            self.folder = folder
        }
    }

    /// An address that a service listens on.
    package enum Address: Hashable, Sendable {
        /// A Unix-domain socket, which only its owner may use (0600).
        case unixSocket(path: String)
        /// A TCP port; 0 selects a free one.
        case tcp(host: String, port: Int)

        /// Whether only this machine can reach the address.
        var isLocal: Bool {
            switch self {
            case .unixSocket: true
            case .tcp(let host, _): ["127.0.0.1", "::1", "localhost"].contains(host) || host.hasPrefix("127.")
            }
        }
    }
}

/// The reason why a service cannot run.
package enum ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The directory cannot be used.
    case data(path: String, reason: String)
    /// A directory is not the store that the configuration takes it for.
    case store(name: String, folder: String, StoreConflict)
    /// The service has no authentication, and an address that other machines can reach.
    case openToOthers
    /// The service cannot listen on the address.
    case address(reason: String)

    /// What happened, why, and what to do next.
    package var description: String {
        switch self {
        case .data(let path, let reason):
            "The image service cannot keep its data in \(path): \(reason). Make the folder writable, or name another."
        case .store(let name, let folder, let conflict): conflict.description(name: name, folder: folder)
        case .openToOthers:
            "Without authentication the service is for this machine alone. Listen on 127.0.0.1, or use --auth token or "
                + "--auth keystone."
        case .address(let reason):
            "The image service cannot listen there: \(reason). Choose another address, or end what listens on it."
        }
    }
}
