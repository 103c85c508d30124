import Foundation
import HTTPTypes
import Hummingbird
import ImageModel

/// Answers requests that need no authentication: those that are not for version 2 of the API, and `OPTIONS`.
struct FrontDoor: Sendable {
    /// The beginning of an `Accept` header that selects the version of the API, instead of the path.
    private static let mediaType = "application/vnd.openstack.images-"

    /// Returns the answer; nil if the request is for the API itself.
    ///
    /// - Parameter base: the service's address, as clients know it.
    static func answer(to request: Request, base: String) -> Response? {
        let first = request.uri.path.split(separator: "/").first.map(String.init) ?? ""
        switch first {
        case "healthcheck": return health(request)
        case "versions": return versions(base, .ok)
        default:
            if request.method == .options { return Response(status: .ok) }
            let version = versionByMediaType(request) ?? first
            let isKnown = version == "v2" || ImageDocuments.versionIDs.contains(version)
            return isKnown ? nil : versions(base, .multipleChoices)
        }
    }

    /// Removes unnecessary percent-encoding from a request's path: `/v2/%69mages` becomes `/v2/images`. An encoded slash
    /// separates path components too, as in Glance. A path that does not decode to text is left unchanged.
    static func unescaped(_ request: Request) -> Request {
        guard let target = request.head.path, target.hasPrefix("/") else { return request }
        let path = target.prefix { $0 != "?" }
        guard path.contains("%"), let text = path.removingPercentEncoding,
            let plain = text.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
        else { return request }
        var head = request.head
        head.path = plain + target[path.endIndex...]
        return Request(head: head, body: request.body)
    }

    /// Turns a request for any minor version, whether the path or a media type selects it, into one for `/v2`: the versions
    /// differ in features, not in paths.
    static func inVersion2(_ request: Request) -> Request {
        var head = request.head
        if versionByMediaType(request) != nil {
            head.path = "/v2" + request.uri.path + (request.uri.query.map { "?" + $0 } ?? "")
        } else {
            guard request.uri.path.hasPrefix("/v2."), let path = request.head.path else { return request }
            head.path = "/v2" + path.dropFirst().drop { $0 != "/" && $0 != "?" }
        }
        return Request(head: head, body: request.body)
    }

    /// The version that the only accepted media type selects; nil if it is not one of these types.
    private static func versionByMediaType(_ request: Request) -> String? {
        guard let accepted = request.headers[.accept], accepted.hasPrefix(mediaType) else { return nil }
        return accepted.dropFirst(mediaType.count).replacing(/\s*;\s*q=1(\.0{0,3})?$/, with: "").description
    }

    private static func versions(_ base: String, _ status: HTTPResponse.Status) -> Response {
        .json(ImageDocuments.versions(base: base), status: status)
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
