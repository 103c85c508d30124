/// The complete answer to a create or a show: the image, and everything that came with it.
package struct ImageRecord: Hashable, Sendable {
    /// The typed view of `fields`.
    package var image: Image
    /// Every member of the answer's body, including those that are null.
    package var fields: [String: JSONValue]
    /// The headers that are of interest to a user.
    package var headers: ImageHeaders

    /// Creates an answer from its parts.
    package init(image: Image, fields: [String: JSONValue], headers: ImageHeaders) {
        self.image = image
        self.fields = fields
        self.headers = headers
    }

    /// The names in `fields` in display order: the API's own attributes in their order, then all others by name.
    package var fieldNames: [String] {
        let base = ImageAttribute.base.map(\.rawValue)
        return base.filter { fields[$0] != nil } + fields.keys.filter { !base.contains($0) }.sorted()
    }
}

/// The headers of an answer about one image.
package struct ImageHeaders: Hashable, Sendable {
    /// `Location`: the address of the new record.
    package var location: String?
    /// `OpenStack-image-import-methods`: how data may be imported; nil if the cloud has import disabled.
    package var importMethods: [String]?
    /// `OpenStack-image-store-ids`: the stores that data may go to; nil if the cloud has only one.
    package var storeIDs: [String]?
    /// `x-openstack-request-id`: what an operator searches the service's log for.
    package var requestID: String?

    /// Creates headers; nil stands for a header that the answer did not have.
    package init(
        location: String? = nil, importMethods: [String]? = nil, storeIDs: [String]? = nil, requestID: String? = nil
    ) {
        self.location = location
        self.importMethods = importMethods
        self.storeIDs = storeIDs
        self.requestID = requestID
    }
}
