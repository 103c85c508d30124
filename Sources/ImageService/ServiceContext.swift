import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// What is known about a request in addition to its contents.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The identity that makes the request, or the fault that prevented its authentication.
    var identity: Result<Identity, Fault> = .failure(.unauthorized)
    /// The id of the request, in its answer and its tasks.
    fileprivate(set) var requestID = "req-" + UUID().uuidString.lowercased()
    /// The service's address as the client knows it, without a trailing slash.
    var base = ""
    /// The requested method, if the router does not know it.
    var askedMethod: HTTPRequest.Method?
    /// The connection that the request arrived on.
    let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Returns the identity that makes the request.
    ///
    /// - Throws: `Fault` 401 if its token is not valid, or 503 if the token cannot be validated.
    func requireIdentity() throws -> Identity {
        try identity.get()
    }

    /// The id of the image that the path names.
    var imageID: String {
        get throws { try decoded("id") }
    }

    /// Returns a part of the path that may be any text.
    ///
    /// - Throws: `Fault` 400 if it is not valid text, or 404 if it contains U+0000: nothing has such a name, and SQLite would
    ///   end the text there, so that it could match another name.
    func decoded(_ parameter: String) throws -> String {
        guard let text = try parameters.require(parameter).removingPercentEncoding else { throw Fault.notDecodable }
        guard !text.utf8.contains(0) else { throw Fault.noResource }
        return text
    }
}

/// Sets each request's id and identity, and turns errors into responses.
///
/// It precedes the router, so that a path or a method can be looked up under another name.
struct FrontDesk<Routes: HTTPResponder>: HTTPResponder where Routes.Context == ServiceContext {
    let routes: Routes
    let authenticator: Authenticator
    /// Protects a service without authentication from web pages; nil if requests must be authenticated.
    let pages: WebPageGuard?
    /// The address by which clients know the service; nil for the one that each request is sent to.
    let publicURL: String?
    let logger: Logger

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let response = await response(to: request, context)
        // A response to HEAD has no body, whatever its headers say; otherwise the body would be taken for the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func response(to request: Request, _ context: ServiceContext) async -> Response {
        if let fault = pages?.refusal(of: request) { return fault.response(to: request) }
        let base = publicURL ?? request.base
        let plain = FrontDoor.unescaped(request)
        if let response = FrontDoor.answer(to: plain, base: base) { return response }
        var request = FrontDoor.inVersion2(plain)
        if request.head.expectsContinue {
            request.body = RequestBody(asyncSequence: InvitedBody(body: request.body, channel: context.channel))
        }
        var context = context
        context.base = base
        context.identity = await authenticator.identity(for: request.token, sentBy: request.headers[.serviceToken])
        var response: Response
        do {
            _ = try context.requireIdentity()
            if let id = try request.idByClient { context.requestID = id }
            response = try await answer(request, context)
            // The router answers an unknown path with a bare 404; a route's own 404 is a `Fault`.
            if response.status == .notFound { throw Fault.noResource }
        } catch let fault as Fault {
            response = fault.response(to: request)
        } catch let error as HTTPParserError {
            // The body does not match its headers.
            response = Fault.malformed(error).response(to: request)
        } catch let error as SlowBody {
            response = Fault.slow(error).response(to: request)
        } catch let error as any HTTPResponseError {
            let message = error.status == .notFound ? "The resource could not be found." : error.status.reasonPhrase
            response = Fault(status: error.status, message: message).response(to: request)
        } catch is CancellationError where Task.isCancelled {
            // The service is shutting down; nothing has failed.
            response = Fault.ending.response(to: request)
        } catch {
            logger.error("request failed", metadata: ["error": "\(error)"])
            response = Fault(
                status: .internalServerError,
                message: "The server has either erred or is incapable of performing the requested operation."
            ).response(to: request)
        }
        if response.status == .unauthorized { response.headers[.wwwAuthenticate] = authenticator.challenge }
        response.headers[.requestID] = context.requestID
        return response
    }

    private func answer(_ request: Request, _ context: ServiceContext) async throws -> Response {
        if request.uri.path == "/v2" {
            return Response(status: .found, headers: [.location: context.base + "/v2/"])
        }
        // A path with a trailing slash is a different one, which names nothing.
        guard !request.uri.path.hasSuffix("/") else { throw Fault.noResource }
        guard HTTPRequest.Method.known.contains(request.method) else {
            // A method that no resource knows is looked up as TRACE, which every resource refuses.
            var (head, context) = (request.head, context)
            context.askedMethod = head.method
            head.method = .trace
            return try await routes.respond(to: Request(head: head, body: request.body), context: context)
        }
        return try await routes.respond(to: request, context: context)
    }
}

extension HTTPRequest.Method {
    /// The methods that a resource may support.
    static let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]
}
