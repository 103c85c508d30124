import Foundation
import HTTPTypes
import Hummingbird

/// Protects a service without authentication from web pages in a browser.
///
/// Such a service is for the programs on this machine, but a browser sends requests on behalf of pages from anywhere. It names
/// the page in `Origin`, or, if the page's own host name was made to resolve to this machine (DNS rebinding), sends that name
/// as `Host`.
struct WebPageGuard: Sendable {
    /// The host in the address by which clients know the service; nil if none is configured.
    private let publicHost: String?

    /// Creates a guard; nil if requests must be authenticated, or on a Unix-domain socket, which browsers cannot reach.
    init?(_ configuration: ServiceConfiguration) {
        guard configuration.authentication.isOpen, case .tcp = configuration.address else { return nil }
        publicHost = configuration.publicURL.flatMap(WebAddress.plainHost)
    }

    /// Returns the fault if a request must be refused; otherwise nil.
    func refusal(of request: Request) -> Fault? {
        if request.headers[.origin] != nil {
            return .forbidden(
                "This service asks nobody who they are, and takes no requests of web pages (Origin). Serve pages with "
                    + "--auth token or --auth keystone.")
        }
        guard let authority = request.head.authority, !isOwn(authority) else { return nil }
        return .forbidden(
            "This service asks nobody who they are, and is not known as \(authority) (Host). Ask for localhost, or start "
                + "it with --public-url.")
    }

    private func isOwn(_ authority: String) -> Bool {
        guard let host = WebAddress.plainHost("http://\(authority)/") else { return false }
        return host == "localhost" || host == publicHost || WebAddress.isLoopback(host)
    }
}
