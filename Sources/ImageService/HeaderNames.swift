import HTTPTypes

extension HTTPField.Name {
    static let storeIDs = HTTPField.Name(validated: "OpenStack-image-store-ids")
    static let requestID = HTTPField.Name(validated: "x-openstack-request-id")
    static let authToken = HTTPField.Name(validated: "X-Auth-Token")
    /// The token where there is no `X-Auth-Token`: the name that the object store's clients had for it.
    static let storageToken = HTTPField.Name(validated: "X-Storage-Token")
    /// The token of a service that sends a request for the bearer of the other one.
    static let serviceToken = HTTPField.Name(validated: "X-Service-Token")
    static let contentMD5 = HTTPField.Name(validated: "Content-MD5")
    static let acceptPatch = HTTPField.Name(validated: "Accept-Patch")
    static let importMethods = HTTPField.Name(validated: "OpenStack-image-import-methods")
    /// The store that data is to go to.
    static let imageMetaStore = HTTPField.Name(validated: "X-Image-Meta-Store")
    /// Bytes that are to come, for data whose length the transfer does not tell.
    static let imageSize = HTTPField.Name(validated: "x-openstack-image-size")

    /// The scheme of the address that the client used, where something else took the request for the service.
    static let forwardedProtocol = HTTPField.Name(validated: "X-Forwarded-Proto")

    /// Whether tags are added to those that are there.
    static let append = HTTPField.Name(validated: "X-OpenStack-Append")

    /// A name that is a valid token by construction.
    private init(validated name: String) {
        self = HTTPField.Name(name) ?? .server
    }
}
