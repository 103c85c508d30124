import Foundation
import HTTPTypes
import Hummingbird

/// Keeps the pages of a browser from a service that asks nobody who they are.
///
/// Such a service is for the programs of this machine, and a browser is one that does what pages from anywhere tell it: it names
/// the page in `Origin`; or, where a page's own name has been made to lead to this machine, it sends that name as `Host`.
struct WebPageGuard: Sendable {
    /// The host of the address by which clients know the service; nil where none was named.
    private let publicHost: String?

    /// Nil where a request has to say who makes it, and where no browser gets to: a Unix-domain socket.
    init?(_ configuration: ServiceConfiguration) {
        guard configuration.authentication.isOpen, case .tcp = configuration.address else { return nil }
        publicHost = configuration.publicURL.flatMap(WebAddress.plainHost)
    }

    /// Why a request is not answered; nil where it is.
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
