import Foundation
import HTTPTypes
import Hummingbird
import ImageModel
import Logging

/// The routes `/v2/images/{id}/file` and `/v2/images/{id}/stage`, for an image's data.
struct DataRoutes: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance
    let logger: Logger

    func upload(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let expected = try Self.expectedSize(request)
        try await Upload(catalogue: catalogue, stores: stores, instance: instance).receive(
            request.body, of: try context.imageID, into: request.headers[.imageMetaStore], expected: expected,
            length: Self.length(request), from: identity)
        return .noContent
    }

    func stage(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let expected = try Self.expectedSize(request)
        try await Upload(catalogue: catalogue, stores: stores, instance: instance).stage(
            request.body, of: try context.imageID, expected: expected, length: Self.length(request), from: identity)
        return .noContent
    }

    /// The length of a request's body, in bytes; nil for a chunked body.
    private static func length(_ request: Request) -> Int64? {
        request.headers[.contentLength].flatMap { Int64($0) }
    }

    /// The size that a request announces in addition to `Content-Length`; checks the media type first.
    private static func expectedSize(_ request: Request) throws -> Int64? {
        let type = request.headers[.contentType] ?? "none"
        guard MediaType(from: type)?.isType(.applicationBinary) == true else {
            let bare = String(type.prefix { $0 != ";" }).trimmingSpaces()
            throw Fault.unsupportedMediaType(
                "The request media type \(type) is not supported by this server.\n\nInvalid content type \(bare)")
        }
        guard let text = request.headers[.imageSize] else { return nil }
        guard let size = Int64(text), size >= 0 else {
            throw Fault.badRequest("Invalid or missing image size in request headers.")
        }
        // Clients send 0 if they do not know the size.
        return size == 0 ? nil : size
    }

    func download(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let id = try context.imageID
        guard let image = try await catalogue.image(id, for: identity) else { throw Fault.noImage(id) }
        if image.status == ImageStatus.deactivated.rawValue, !identity.isAdmin {
            throw Fault.forbidden("The requested image has been deactivated. Image data download is forbidden.")
        }
        guard identity.mayDownload else { throw identity.refusal(of: "download_image") }
        let preferred = try stores.preferred(request.query["prefer"])
        guard image.stores != nil, let size = image.size else { return .noContent }
        var range: Range<Int64>?
        if let text = request.headers[.range] {
            range = try ByteRange.parse(text, size: size)
        } else if let text = request.headers[.contentRange] {
            range = try ByteRange.parse(contentRange: text, size: size)
        }
        let data: StoredData
        do {
            data = try await stores.open(image, preferring: preferred, part: range, logger: logger).data
        } catch let error as UnreadableData {
            throw Fault.unavailable("\(error)")
        }
        var headers: HTTPFields = [.contentType: "application/octet-stream"]
        headers[.contentMD5] = image.checksum
        if range != nil {
            headers[.contentRange] = "bytes \(data.range.lowerBound)-\(data.range.upperBound - 1)/\(size)"
        }
        return Response(
            status: range == nil ? .ok : .partialContent, headers: headers,
            body: ResponseBody(contentLength: data.range.count) { writer in
                for try await chunk in data { try await writer.write(chunk) }
                try await writer.finish(nil)
            })
    }
}
