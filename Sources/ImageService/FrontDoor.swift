import HTTPTypes
import Hummingbird
import ImageModel

/// What is answered to anybody, before it matters who asks: all that is not below `/v2`, and `OPTIONS`.
struct FrontDoor: Sendable {
    /// The answer; nil where the request is for the API itself.
    static func answer(to request: Request) -> Response? {
        if request.method == .options { return Response(status: .ok) }
        let segments = request.uri.path.split(separator: "/")
        switch segments.first.map(String.init) {
        case "v2": return nil
        case let version? where version.hasPrefix("v2.") && ImageDocuments.versionIDs.contains(version): return nil
        case "versions" where segments.count == 1 && request.method == .get: return versions(request, .ok)
        case "healthcheck" where segments.count == 1: return health(request)
        default: return versions(request, .multipleChoices)
        }
    }

    /// The request as one for `/v2`, whichever minor version its path names: they differ in what they have, not in paths.
    static func inVersion2(_ request: Request) -> Request {
        guard request.uri.path.hasPrefix("/v2."), let path = request.head.path,
            let rest = path.dropFirst().firstIndex(of: "/")
        else { return request }
        var head = request.head
        head.path = "/v2" + path[rest...]
        return Request(head: head, body: request.body)
    }

    private static func versions(_ request: Request, _ status: HTTPResponse.Status) -> Response {
        if request.method == .head { return Response(status: status) }
        return .json(ImageDocuments.versions(base: request.base), status: status)
    }

    private static func health(_ request: Request) -> Response {
        if request.method == .head { return .noContent }
        if request.headers[.accept]?.contains("application/json") == true {
            return .json(.object(["detailed": .bool(false), "reasons": .array([.string("OK")])]))
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=UTF-8"],
            body: ResponseBody(byteBuffer: .init(string: "OK")))
    }
}
