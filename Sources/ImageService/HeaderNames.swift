import HTTPTypes

extension HTTPField.Name {
    static let storeIDs = HTTPField.Name(validated: "OpenStack-image-store-ids")
    static let requestID = HTTPField.Name(validated: "x-openstack-request-id")
    static let authToken = HTTPField.Name(validated: "X-Auth-Token")
    static let acceptPatch = HTTPField.Name(validated: "Accept-Patch")

    /// A name that is a valid token by construction.
    init(validated name: String) {
        self = HTTPField.Name(name) ?? .server
    }
}
