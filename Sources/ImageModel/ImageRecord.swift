/// The whole answer to a create or a show: the image, and all that came with it.
public struct ImageRecord: Hashable, Sendable {
    /// The typed view of `fields`.
    public var image: Image
    /// Every member of the answer's body, null ones too.
    public var fields: [String: JSONValue]
    /// The headers that tell a person something.
    public var headers: ImageHeaders

    /// An answer made of its parts.
    public init(image: Image, fields: [String: JSONValue], headers: ImageHeaders) {
        self.image = image
        self.fields = fields
        self.headers = headers
    }

    /// The names of `fields` as a person reads them: the API's own attributes first, in their order, then the rest by name.
    public var fieldNames: [String] {
        let base = ImageAttribute.base.map(\.rawValue)
        return base.filter { fields[$0] != nil } + fields.keys.filter { !base.contains($0) }.sorted()
    }
}

/// What the headers of an answer about one image say.
public struct ImageHeaders: Hashable, Sendable {
    /// `Location`: where the new record is.
    public var location: String?
    /// `OpenStack-image-import-methods`: how data may be imported; nil where the cloud has import disabled.
    public var importMethods: [String]?
    /// `OpenStack-image-store-ids`: the stores that data may go to; nil where the cloud has a single one.
    public var storeIDs: [String]?
    /// `x-openstack-request-id`: what an operator looks for in the service's log.
    public var requestID: String?

    /// Headers; what is left out was not in the answer.
    public init(
        location: String? = nil, importMethods: [String]? = nil, storeIDs: [String]? = nil, requestID: String? = nil
    ) {
        self.location = location
        self.importMethods = importMethods
        self.storeIDs = storeIDs
        self.requestID = requestID
    }
}
