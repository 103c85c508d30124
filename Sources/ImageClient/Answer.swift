import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// A service's answer with its whole body.
struct Answer: Sendable {
    private let headers: HTTPHeaders
    private let status: Int
    private let body: Data
    private let requestID: String?
    private let token: Secret

    /// Reads the body.
    ///
    /// - Parameters:
    ///   - limit: the maximum length of the body, in bytes; an error's body may have `ImageClient.errorLimit`.
    ///   - token: the request's token, which is removed from error messages.
    /// - Throws: `APIError` if the status is not a success, or the body is too long.
    init(_ response: HTTPClientResponse, limit: Int, hiding token: Secret) async throws {
        self.token = token
        let headers = response.headers
        let requestID = headers.first(name: Self.requestIDHeader)
        self.headers = headers
        self.requestID = requestID
        status = Int(response.status.code)
        let isSuccess = (200..<300).contains(status)
        do {
            body = Data(buffer: try await response.body.collect(upTo: isSuccess ? limit : ImageClient.errorLimit))
        } catch is NIOTooManyBytesError {
            throw APIError(
                kind: .notUnderstood, status: status, message: "The answer is too long.", requestID: requestID)
        }
        guard isSuccess else {
            throw APIError(status: status, message: ServerMessage.text(in: body, hiding: token), requestID: requestID)
        }
    }

    private static let requestIDHeader = "x-openstack-request-id"

    /// Decodes the body.
    ///
    /// - Throws: `APIError.Kind.notUnderstood` if the body does not fit the type.
    func decode<Value: Decodable>(_ type: Value.Type) throws(APIError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch {
            throw APIError(
                kind: .notUnderstood, status: status,
                message: ServerMessage.text(in: body.prefix(4096), hiding: token), requestID: requestID)
        }
    }

    /// Decodes the body as a record, with the headers that belong to it.
    func record() throws(APIError) -> ImageRecord {
        func list(_ name: String) -> [String]? {
            headers.first(name: name).map { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
        }
        return ImageRecord(
            image: try decode(Image.self), fields: try decode([String: JSONValue].self),
            headers: ImageHeaders(
                location: headers.first(name: "Location"), importMethods: list("OpenStack-image-import-methods"),
                storeIDs: list("OpenStack-image-store-ids"), requestID: requestID))
    }

    /// Decodes the body as a page of a list.
    func page() throws(APIError) -> ImagePage {
        struct Page: Decodable {
            let images: [Image]
            let next: String?
        }
        let page = try decode(Page.self)
        return ImagePage(images: page.images, next: page.next.map(ImagePage.Next.init(path:)))
    }
}
