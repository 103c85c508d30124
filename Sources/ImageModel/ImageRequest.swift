import Foundation

/// A request that creates an image, changes its record or brings its data, as it is sent, but without the token.
///
/// This is the only place that defines what is sent: clients send it, and the user may review it beforehand.
package struct ImageRequest: Hashable, Sendable {
    /// The HTTP method.
    package let method: Method
    /// The path, relative to the service's address.
    package let path: String
    /// The headers, without `X-Auth-Token` and those that give the body's length.
    package let headers: [Header]
    /// The request's body.
    package let body: Body

    /// The HTTP methods of these requests.
    package enum Method: String, Hashable, Sendable {
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
    }

    /// A header.
    package struct Header: Hashable, Sendable {
        /// The header's name.
        package let name: String
        /// The header's value.
        package let value: String
    }

    /// The body of a request.
    package enum Body: Hashable, Sendable {
        /// JSON.
        case json(JSONValue)
        /// An image's data, with its size in bytes if that is known.
        case data(size: Int64?)
    }

    /// The header that names the destination store of the data.
    package static let storeHeader = "X-Image-Meta-Store"

    /// The placeholder in a path for an id that the service has not assigned yet.
    package static let unknownID = "{id}"

    /// Returns the request that creates a record: `POST /v2/images`.
    package static func create(_ image: NewImage) -> ImageRequest {
        ImageRequest(method: .post, path: "/v2/images", headers: [json], body: .json(image.json()))
    }

    /// Returns the request that changes a record: `PATCH /v2/images/{id}`.
    package static func update(_ id: Image.ID, with patch: ImagePatch) -> ImageRequest {
        ImageRequest(
            method: .patch, path: path(of: id), headers: [Header(name: contentType, value: ImagePatch.mediaType)],
            body: .json(patch.json()))
    }

    /// Returns the request that uploads data: `PUT /v2/images/{id}/file`, or `…/stage`.
    ///
    /// - Parameter id: the image's id; nil if the service has not assigned it yet.
    package static func upload(to destination: DataDestination, of id: Image.ID?, size: Int64?) -> ImageRequest {
        var headers = [Header(name: contentType, value: "application/octet-stream")]
        var end = "/stage"
        if case .store(let store) = destination {
            end = "/file"
            if let store { headers.append(Header(name: storeHeader, value: store)) }
        }
        return ImageRequest(method: .put, path: path(of: id) + end, headers: headers, body: .data(size: size))
    }

    /// Returns the request for an import of data into the service's stores: `POST /v2/images/{id}/import`.
    ///
    /// - Parameter id: the image's id; nil if the service has not assigned it yet.
    package static func importData(_ request: ImageImport, into id: Image.ID?) -> ImageRequest {
        ImageRequest(method: .post, path: path(of: id) + "/import", headers: [json], body: .json(request.json()))
    }

    /// Returns the path of an image's record.
    ///
    /// - Parameter id: the image's id; nil if the service has not assigned it yet.
    package static func path(of id: Image.ID?) -> String {
        guard let id else { return "/v2/images/" + unknownID }
        return "/v2/images/" + pathPart(id)
    }

    /// Returns a name encoded as one component of a path.
    package static func pathPart(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-"])) ?? name
    }

    /// The media type of the body, from the request's headers.
    package var mediaType: String? { headers.first { $0.name == Self.contentType }?.value }

    private static let contentType = "Content-Type"
    private static let json = Header(name: contentType, value: "application/json")
}
