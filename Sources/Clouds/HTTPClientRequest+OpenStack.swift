package import AsyncHTTPClient
package import NIOHTTP1

extension HTTPClientRequest {
    /// A request to one of OpenStack's services, with the headers that all of them take.
    package init(_ method: HTTPMethod, _ url: String) {
        self.init(url: url)
        self.method = method
        // Glance explains a refusal in JSON where it is asked to.
        headers.add(name: "Accept", value: "application/json")
        headers.add(name: "User-Agent", value: "gaze")
        // A connection is used once. Some servers close theirs after an answer and do not say so (uwsgi's http-socket does):
        // a create or an upload that runs into that cannot be sent again, for nobody knows whether it was done.
        headers.add(name: "Connection", value: "close")
    }
}
