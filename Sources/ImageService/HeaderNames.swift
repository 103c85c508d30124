import HTTPTypes

extension HTTPField.Name {
    static let storeIDs = HTTPField.Name(validated: "OpenStack-image-store-ids")
    static let requestID = HTTPField.Name(validated: "x-openstack-request-id")
    static let authToken = HTTPField.Name(validated: "X-Auth-Token")
    /// The token if there is no `X-Auth-Token`; a name from the clients of the object store.
    static let storageToken = HTTPField.Name(validated: "X-Storage-Token")
    /// The token of a service that sends a request on behalf of the bearer of the other token.
    static let serviceToken = HTTPField.Name(validated: "X-Service-Token")
    static let contentMD5 = HTTPField.Name(validated: "Content-MD5")
    static let acceptPatch = HTTPField.Name(validated: "Accept-Patch")
    static let importMethods = HTTPField.Name(validated: "OpenStack-image-import-methods")
    /// The store that the data should go to.
    static let imageMetaStore = HTTPField.Name(validated: "X-Image-Meta-Store")
    /// The size of the data that follows, in bytes, for a transfer that does not state its length.
    static let imageSize = HTTPField.Name(validated: "x-openstack-image-size")

    /// The scheme of the address that the client used, if a proxy forwarded the request.
    static let forwardedProtocol = HTTPField.Name(validated: "X-Forwarded-Proto")

    /// Whether tags are added to the existing ones.
    static let append = HTTPField.Name(validated: "X-OpenStack-Append")

    /// Creates a name that is known to be a valid token.
    private init(validated name: String) {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is not a token") }
        self = name
    }
}
