import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// What is known of a request besides its own text.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who makes the request, or why that is not known.
    var identity: Result<Identity, Fault> = .failure(.unauthorized)
    /// What the answer and its tasks call the request.
    fileprivate(set) var requestID = "req-" + UUID().uuidString.lowercased()
    /// The service's address, as the client knows it, without a slash at its end.
    var base = ""
    /// The method that was asked for, where it is one that the router has no name for.
    var askedMethod: HTTPRequest.Method?
    /// The connection that the request came on.
    let channel: any Channel

    init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// Who makes the request.
    ///
    /// - Throws: `Fault` 401 where its token is nobody's; 503 where it cannot be known.
    func requireIdentity() throws -> Identity {
        try identity.get()
    }

    /// The image that the path names.
    var imageID: String {
        get throws { try decoded("id") }
    }

    /// A part of the path that may be any text.
    ///
    /// - Throws: `Fault` 400 where it is no text; 404 where it has a U+0000: nothing is called so, and in SQLite that would end
    ///   the text, which would then be the name of something else.
    func decoded(_ parameter: String) throws -> String {
        guard let text = try parameters.require(parameter).removingPercentEncoding else { throw Fault.notDecodable }
        guard !text.utf8.contains(0) else { throw Fault.noResource }
        return text
    }
}

/// Gives each request its id and its identity, and each refusal its words.
///
/// It stands before the router, so that a path or a method may be looked up under another name.
struct FrontDesk<Routes: HTTPResponder>: HTTPResponder where Routes.Context == ServiceContext {
    let routes: Routes
    let authenticator: Authenticator
    /// Nil where a request has to say who makes it.
    let pages: WebPageGuard?
    /// The address by which clients know the service; nil where it is the one that each request is sent to.
    let publicURL: String?
    let logger: Logger

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let response = await response(to: request, context)
        // Whatever it says of its body, none follows: the next answer would be taken for it.
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
            // The router answers with a bare 404 where it knows no such path; a route's own refusal is a `Fault`.
            if response.status == .notFound { throw Fault.noResource }
        } catch let fault as Fault {
            response = fault.response(to: request)
        } catch let error as HTTPParserError {
            // The body is not what its head has promised.
            response = Fault.malformed(error).response(to: request)
        } catch let error as SlowBody {
            response = Fault.slow(error).response(to: request)
        } catch let error as any HTTPResponseError {
            let message = error.status == .notFound ? "The resource could not be found." : error.status.reasonPhrase
            response = Fault(status: error.status, message: message).response(to: request)
        } catch is CancellationError where Task.isCancelled {
            // The service ends, as it was asked to: nothing has failed.
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
        // A path that ends in a slash is another, and nothing's.
        guard !request.uri.path.hasSuffix("/") else { throw Fault.noResource }
        guard HTTPRequest.Method.known.contains(request.method) else {
            // What no resource knows is looked up under a name that each of them refuses.
            var (head, context) = (request.head, context)
            context.askedMethod = head.method
            head.method = .trace
            return try await routes.respond(to: Request(head: head, body: request.body), context: context)
        }
        return try await routes.respond(to: request, context: context)
    }
}

extension HTTPRequest.Method {
    /// The methods that a resource may know.
    static let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]
}
