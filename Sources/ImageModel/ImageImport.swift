/// The request for an import: the body of `POST /v2/images/{id}/import`.
///
/// ```swift
/// let request = ImageImport(.webDownload("https://example.org/disk.qcow2"), stores: .all(mustSucceed: false))
/// try await api.importData(request, into: image.id)
/// ```
package struct ImageImport: Hashable, Sendable {
    /// Where the data comes from.
    package var method: Method
    /// The stores that the data goes to.
    package var stores: Stores

    /// Creates an import by a method, into the service's default store unless others are given.
    package init(_ method: Method, stores: Stores = .usual) {
        self.method = method
        self.stores = stores
    }

    /// The source of an import's data.
    package enum Method: Hashable, Sendable {
        /// The staging area, to which the data was uploaded before.
        case glanceDirect
        /// A web address from which the service downloads the data.
        case webDownload(String)
        /// A store that already has the image's data.
        case copyImage
        /// An image in another region of the same cloud.
        case glanceDownload(region: String, image: Image.ID)

        /// The method's name in the API, which is also used in the list of methods that a cloud offers.
        package var name: String {
            switch self {
            case .glanceDirect: "glance-direct"
            case .webDownload: "web-download"
            case .copyImage: "copy-image"
            case .glanceDownload: "glance-download"
            }
        }
    }

    /// The stores that an import's data goes to.
    package enum Stores: Hashable, Sendable {
        /// The service's default store.
        case usual
        /// These stores; `mustSucceed` says whether the failure of one fails the whole import.
        case some([ImageStore.ID], mustSucceed: Bool)
        /// All stores; `mustSucceed` as above.
        case all(mustSucceed: Bool)
    }

    /// Returns the body as a JSON object.
    package func json() -> JSONValue {
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
