import Foundation
import Hummingbird
import ImageModel
import NIOCore
import NIOPosix

/// One image's data on its way in: `saving` while it comes, `active` when it is whole, `queued` again if it breaks off.
struct Upload {
    let catalogue: Catalogue
    let data: DataStore
    let instance: Instance

    /// Bytes that are hashed and written at a time.
    private static let blockSize = 1 << 20

    /// Takes the data of an image.
    ///
    /// - Throws: `Fault` 400, 403, 404, 409, 410 or 413; whatever broke the body off.
    func receive(_ body: RequestBody, for id: String, from identity: Identity) async throws {
        try await begin(id, identity)
        do {
            let summary = try await write(body, id)
            try await data.keep(id, by: instance)
            try await finish(id, summary)
        } catch {
            // The client may be gone and this task cancelled: what is half done has to be undone all the same.
            await Task { await abandon(id) }.value
            if let error = error as? POSIXError, error.code == .ENOSPC || error.code == .EDQUOT {
                throw Fault.tooLarge("There is not enough disk space on the image storage media.")
            }
            throw error
        }
    }

    private func begin(_ id: String, _ identity: Identity) async throws {
        let writer = instance.name
        let image = try await catalogue.update(id, for: identity) { image in
            guard identity.mayChange(image) else { throw Fault.policy("upload_image") }
            guard image.status == ImageStatus.queued.rawValue else {
                throw Fault.conflict("Image status transition from \(image.status) to saving is not allowed")
            }
            let missing = [("disk_format", image.diskFormat), ("container_format", image.containerFormat)]
                .filter { $0.1 == nil }.map(\.0)
            guard missing.isEmpty else {
                throw Fault.badRequest(
                    "Properties \(missing.joined(separator: ", ")) must be set prior to saving data.")
            }
            image.status = ImageStatus.saving.rawValue
            image.writer = writer
        }
        if image == nil { throw Fault.noImage(id) }
    }

    private func write(_ body: RequestBody, _ id: String) async throws -> IncomingData.Summary {
        var incoming = try await data.write(id, by: instance)
        var block = ByteBuffer()
        block.reserveCapacity(Self.blockSize)
        for try await buffer in body {
            block.writeImmutableBuffer(buffer)
            if block.readableBytes >= Self.blockSize {
                incoming = try await append(block, to: incoming)
                block.clear()
            }
        }
        incoming = try await append(block, to: incoming)
        let whole = incoming
        return try await data.threads.runIfActive { try whole.finish() }
    }

    private func append(_ block: ByteBuffer, to incoming: IncomingData) async throws -> IncomingData {
        try await data.threads.runIfActive {
            var incoming = incoming
            try incoming.append(block)
            return incoming
        }
    }

    private func finish(_ id: String, _ summary: IncomingData.Summary) async throws {
        let writer = instance.name
        let image = try await catalogue.update(id) { image in
            guard image.writer == writer else { throw Fault.gone }
            image.status = ImageStatus.active.rawValue
            image.writer = nil
            image.size = summary.size
            image.checksum = summary.md5
            image.hashAlgorithm = "sha512"
            image.hashValue = summary.sha512
            image.touch(Date())
        }
        if image == nil { throw Fault.gone }
    }

    private func abandon(_ id: String) async {
        data.discard(id, by: instance.name)
        data.remove(id)
        let writer = instance.name
        // Where the catalogue cannot be written now, the next start finds the record by its writer.
        _ = try? await catalogue.update(id) { image in
            guard image.writer == writer else { return }
            image.status = ImageStatus.queued.rawValue
            image.writer = nil
        }
    }
}

extension Fault {
    fileprivate static let gone = Fault(
        status: .gone, message: "Image data was uploaded, but the image was deleted meanwhile.")
}
