/// What an import asks for: the body of `POST /v2/images/{id}/import`.
///
/// ```swift
/// let request = ImageImport(.webDownload("https://example.org/disk.qcow2"), stores: .all(mustSucceed: false))
/// try await api.importData(request, into: image.id)
/// ```
public struct ImageImport: Hashable, Sendable {
    /// Where the data comes from.
    public var method: Method
    /// Where it goes.
    public var stores: Stores

    /// An import by a method, into the service's own store where nothing else is said.
    public init(_ method: Method, stores: Stores = .usual) {
        self.method = method
        self.stores = stores
    }

    /// Where an import's data comes from.
    public enum Method: Hashable, Sendable {
        /// The staging area, to which it was sent before.
        case glanceDirect
        /// An address that the service reads by itself.
        case webDownload(String)
        /// The store of the image that has it already.
        case copyImage
        /// An image of another region of the same cloud.
        case glanceDownload(region: String, image: Image.ID)

        /// What the API calls it, also in its list of the methods that a cloud offers.
        public var name: String {
            switch self {
            case .glanceDirect: "glance-direct"
            case .webDownload: "web-download"
            case .copyImage: "copy-image"
            case .glanceDownload: "glance-download"
            }
        }
    }

    /// Where data goes.
    public enum Stores: Hashable, Sendable {
        /// The store that the service takes where none is named.
        case usual
        /// These; `mustSucceed` says whether one that fails makes all of it fail.
        case some([ImageStore.ID], mustSucceed: Bool)
        /// Every store there is; `mustSucceed` as above.
        case all(mustSucceed: Bool)
    }

    /// The body as a JSON object.
    public func json() -> JSONValue {
        var method: [String: JSONValue] = ["name": .string(self.method.name)]
        switch self.method {
        case .glanceDirect, .copyImage: break
        case .webDownload(let uri): method["uri"] = .string(uri)
        case .glanceDownload(let region, let image):
            method["glance_region"] = .string(region)
            method["glance_image_id"] = .string(image)
        }
        var body: [String: JSONValue] = ["method": .object(method)]
        switch stores {
        case .usual: break
        case .some(let stores, let mustSucceed):
            body["stores"] = .array(stores.map(JSONValue.string))
            body["all_stores_must_succeed"] = .bool(mustSucceed)
        case .all(let mustSucceed):
            body["all_stores"] = .bool(true)
            body["all_stores_must_succeed"] = .bool(mustSucceed)
        }
        return .object(body)
    }
}
