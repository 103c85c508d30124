import Foundation

/// A request of the Image API that makes an image, changes its record or brings its data, as it is sent: all of it but the
/// token.
///
/// The one place that says what goes out: clients send it, and a person may look at it before.
public struct ImageRequest: Hashable, Sendable {
    /// The method.
    public let method: Method
    /// The path, below the service's address.
    public let path: String
    /// The headers, but for `X-Auth-Token` and what says how long the body is.
    public let headers: [Header]
    /// The body.
    public let body: Body

    /// The methods that such requests have.
    public enum Method: String, Hashable, Sendable {
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
    }

    /// A header.
    public struct Header: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: String
    }

    /// What follows the headers.
    public enum Body: Hashable, Sendable {
        /// JSON.
        case json(JSONValue)
        /// An image's data: so many bytes, where it is known.
        case data(size: Int64?)
    }

    /// The header that names the store that data goes to.
    public static let storeHeader = "X-Image-Meta-Store"

    /// What stands in a path for the id that a service has yet to choose.
    public static let unknownID = "{id}"

    /// Makes a record: `POST /v2/images`.
    public static func create(_ image: NewImage) -> ImageRequest {
        ImageRequest(method: .post, path: "/v2/images", headers: [json], body: .json(image.json()))
    }

    /// Changes a record: `PATCH /v2/images/{id}`.
    public static func update(_ id: Image.ID, with patch: ImagePatch) -> ImageRequest {
        ImageRequest(
            method: .patch, path: path(of: id), headers: [Header(name: contentType, value: ImagePatch.mediaType)],
            body: .json(patch.json()))
    }

    /// Sends data: `PUT /v2/images/{id}/file`, or `…/stage`.
    ///
    /// - Parameter id: nil where the service has yet to choose it.
    public static func upload(to destination: DataDestination, of id: Image.ID?, size: Int64?) -> ImageRequest {
        var headers = [Header(name: contentType, value: "application/octet-stream")]
        var end = "/stage"
        if case .store(let store) = destination {
            end = "/file"
            if let store { headers.append(Header(name: storeHeader, value: store)) }
        }
        return ImageRequest(method: .put, path: path(of: id) + end, headers: headers, body: .data(size: size))
    }

    /// Has the service bring data into its stores: `POST /v2/images/{id}/import`.
    ///
    /// - Parameter id: nil where the service has yet to choose it.
    public static func importData(_ request: ImageImport, into id: Image.ID?) -> ImageRequest {
        ImageRequest(method: .post, path: path(of: id) + "/import", headers: [json], body: .json(request.json()))
    }

    /// The path of an image's record.
    ///
    /// - Parameter id: nil where the service has yet to choose it.
    public static func path(of id: Image.ID?) -> String {
        guard let id else { return "/v2/images/" + unknownID }
        return "/v2/images/" + pathPart(id)
    }

    /// A name as one part of a path.
    public static func pathPart(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-"])) ?? name
    }

    /// What the body is, as the request says it.
    public var mediaType: String? { headers.first { $0.name == Self.contentType }?.value }

    private static let contentType = "Content-Type"
    private static let json = Header(name: contentType, value: "application/json")
}
