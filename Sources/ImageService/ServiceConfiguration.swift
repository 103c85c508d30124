import ImageModel

/// Where an image service listens, where it keeps things, and whom it serves.
public struct ServiceConfiguration: Sendable {
    /// The folder of the records, and of the data where no store is named; made where it does not exist.
    public var data: String
    /// The stores that images' data goes to, the usual one first; never empty.
    public var stores: [Store]
    /// Where it listens.
    public var address: Address
    /// The address by which clients know the service, without a slash at its end: what links say. nil: the one that a request
    /// is sent to.
    public var publicURL: String?
    /// How requests say who makes them.
    public var authentication: Authentication

    /// What web-download may read from.
    public var webDownload: WebDownloadPolicy

    /// Bytes of data that one image may have at most, at least 1.
    public var imageSizeCap: Int64

    /// How long it waits for its clients, and how many connections it has.
    var connections = ConnectionLimits()

    /// How often it is looked whether the image of an import that is under way is still there.
    var importLookInterval: Duration = .seconds(5)

    /// How often what has expired is removed from the catalogue.
    var purgeInterval: Duration = .seconds(24 * 3600)

    /// A configuration.
    ///
    /// - Parameters:
    ///   - stores: without any, there is one named `local` in the folder of the records.
    ///   - imageSizeCap: nil for what Glance takes.
    ///   - publicURL: a slash at its end is of no account.
    public init(
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
    public struct Store: Hashable, Sendable {
        /// What the API calls it.
        public var name: String
        /// Its folder; made where it does not exist.
        public var folder: String

        /// A store in a folder.
        public init(name: String, folder: String) {
            self.name = name
            self.folder = folder
        }
    }

    /// Where a service listens.
    public enum Address: Hashable, Sendable {
        /// A Unix-domain socket, which only its owner may open (0600).
        case unixSocket(path: String)
        /// A TCP port; 0 takes one that is free.
        case tcp(host: String, port: Int)

        /// Whether nobody outside this machine can reach it.
        var isLocal: Bool {
            switch self {
            case .unixSocket: true
            case .tcp(let host, _): ["127.0.0.1", "::1", "localhost"].contains(host) || host.hasPrefix("127.")
            }
        }
    }
}

/// Why a service cannot run.
public enum ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The folder cannot be used.
    case data(path: String, reason: String)
    /// A folder is not the store that it is said to be.
    case store(name: String, folder: String, StoreConflict)
    /// Without authentication, an address that others can reach.
    case openToOthers
    /// The address cannot be listened on.
    case address(reason: String)

    /// What happened, why, and what to do next.
    public var description: String {
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
