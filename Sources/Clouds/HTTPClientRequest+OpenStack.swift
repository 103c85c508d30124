package import AsyncHTTPClient
package import NIOHTTP1

extension HTTPClientRequest {
    /// Creates a request to one of OpenStack's services, with the headers that all of them accept.
    package init(_ method: HTTPMethod, _ url: String) {
        self.init(url: url)
        self.method = method
        // Glance explains an error in JSON only if asked to.
        headers.add(name: "Accept", value: "application/json")
        headers.add(name: "User-Agent", value: "gaze")
        // Each connection is used once. Some servers close theirs after an answer without announcing it, as uwsgi's http-socket
        // does. A create or an upload that runs into this cannot be retried, as it is not known whether it was performed.
        headers.add(name: "Connection", value: "close")
    }
}
