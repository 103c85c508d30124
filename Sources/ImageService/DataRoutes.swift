import Foundation
import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore
import NIOPosix

/// `/v2/images/{id}/file`.
struct DataRoutes: Sendable {
    let catalogue: Catalogue
    let data: DataStore
    let instance: Instance

    func upload(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let type = request.headers[.contentType] ?? "none"
        guard MediaType(from: type)?.isType(.applicationBinary) == true else {
            throw Fault.unsupportedMediaType(
                "The request media type \(type) is not supported by this server.\nInvalid content type \(type)")
        }
        let upload = Upload(catalogue: catalogue, data: data, instance: instance)
        try await upload.receive(request.body, for: try context.imageID, from: identity)
        return Response(status: .noContent)
    }

    func download(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let id = try context.imageID
        guard let image = try await catalogue.image(id, for: identity) else { throw Fault.noImage(id) }
        let isDeactivated = image.status == ImageStatus.deactivated.rawValue
        if isDeactivated, !identity.isAdmin {
            throw Fault.forbidden("The requested image has been deactivated. Image data download is forbidden.")
        }
        guard identity.mayDownload else { throw Fault.policy("download_image") }
        guard isDeactivated || image.status == ImageStatus.active.rawValue, let size = image.size else {
            return Response(status: .noContent)
        }
        let file = try await data.read(image.id)
        let threads = data.threads
        var headers: HTTPFields = [.contentType: "application/octet-stream"]
        headers[.contentMD5] = image.checksum
        let body = ResponseBody(contentLength: Int(size)) { writer in
            while let chunk = try await threads.runIfActive({ try file.read(upToCount: 1 << 18) }), !chunk.isEmpty {
                try await writer.write(ByteBuffer(bytes: chunk))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
