import DiskFormats
import Foundation
import Hummingbird
import ImageModel
import NIOCore

/// One image's data on its way in, to a store or to the staging area: `saving` or `uploading` while it comes, and `queued`
/// again if it breaks off.
struct Upload {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance

    /// Takes the data of an image into a store, after which the image is `active`.
    ///
    /// - Parameters:
    ///   - name: the store; nil for the usual one.
    ///   - expected: bytes that were announced besides the transfer's own length, where they were.
    ///   - length: bytes of the transfer, where it tells them beforehand.
    /// - Throws: `Fault` 400, 403, 404, 409, 410, 413 or 415; whatever broke the body off.
    func receive(
        _ body: RequestBody, of id: String, into name: String?, expected: Int64?, length: Int64?,
        from identity: Identity
    ) async throws {
        let named = Result { try stores.store(named: name) }
        let record = try await begin(id, as: .saving, length, identity) { image in
            guard identity.mayChange(image) else { throw identity.refusal(of: "upload_image") }
            _ = try named.get()
        }
        let store = try named.get()
        try await take(body, of: id, into: store, expected, ifDeleted: .gone(id)) { summary in
            let virtualSize = try record.virtualSize(of: summary)
            return { image in
                image.status = ImageStatus.active.rawValue
                image.fill(with: summary, virtualSize: virtualSize)
                image.stores = store.name
            }
        }
    }

    /// Takes the data of an image into the staging area, where it waits for its import, `uploading`.
    ///
    /// - Throws: as `receive`.
    func stage(
        _ body: RequestBody, of id: String, expected: Int64?, length: Int64?, from identity: Identity
    ) async throws {
        try await begin(id, as: .uploading, length, identity) { image in
            guard identity.mayChange(image) else { throw identity.refusal(of: "modify_image") }
        }
        try await take(body, of: id, into: stores.staging, expected, ifDeleted: .noImage(id)) { summary in
            // What it is is asked at its import.
            { image in image.size = summary.size }
        }
    }

    /// - Returns: the record, as it is now.
    @discardableResult
    private func begin(
        _ id: String, as status: ImageStatus, _ length: Int64?, _ identity: Identity,
        _ check: @Sendable @escaping (StoredImage) throws -> Void
    ) async throws -> StoredImage {
        let (writer, staging) = (instance.name, stores.staging)
        let image = try await catalogue.update(id, for: identity) { image in
            try check(image)
            guard image.status == ImageStatus.queued.rawValue else {
                throw Fault.conflict(
                    "Image status transition from \(image.status) to \(status.rawValue) is not allowed")
            }
            if status == .saving {
                try image.checkFormats()
                do { try image.checkSignature() } catch { throw Fault.badRequest("\(error)") }
            }
            do throws(OversizedData) { try staging.admit(length) } catch { throw Fault.tooLarge(error) }
            image.status = status.rawValue
            image.writer = writer
        }
        guard let image else { throw Fault.noImage(id) }
        return image
    }

    /// - Parameters:
    ///   - fault: what is said where the image is deleted while its data comes.
    ///   - judge: sees what came, and may refuse it; answers what is to be noted of it.
    private func take(
        _ body: RequestBody, of id: String, into store: DataStore, _ expected: Int64?, ifDeleted fault: Fault,
        _ judge: (IncomingData.Summary) throws -> @Sendable (inout StoredImage) -> Void
    ) async throws {
        do {
            let data = MeasuredData(source: body, size: expected)
            let note = try judge(try await store.receive(data, of: id, by: instance))
            try await store.keep(id, by: instance)
            let writer = instance.name
            let image = try await catalogue.update(id) { image in
                guard image.writer == writer else { throw fault }
                image.writer = nil
                note(&image)
                image.touch(Date())
            }
            if image == nil { throw fault }
        } catch {
            // The client may be gone and this task cancelled: what is half done has to be undone all the same.
            await Task { await abandon(id, store) }.value
            if let error = error as? OversizedData { throw Fault.tooLarge(error) }
            if let error = error as? DiskRefusal {
                throw Fault.unsupportedMediaType(
                    "The request media type application/octet-stream is not supported by this server.\n\n\(error)")
            }
            if let error = error as? POSIXError, error.code == .ENOSPC || error.code == .EDQUOT {
                throw Fault.tooLarge("Image storage media is full: there is not enough disk space for the data.")
            }
            throw error
        }
    }

    private func abandon(_ id: String, _ store: DataStore) async {
        // While the record is this upload's: as soon as it is not, there may be another's file.
        await store.discard(id, by: instance)
        await store.remove(id)
        let writer = instance.name
        do {
            try await catalogue.update(id) { image in
                guard image.writer == writer else { throw Fault.gone(id) }
                image.status = ImageStatus.queued.rawValue
                image.writer = nil
                image.touch(Date())
            }
        } catch {
            // Deleted meanwhile, with its data; or the catalogue cannot be written now, and the next start finds the record
            // by its writer.
        }
    }
}

extension StoredImage {
    /// Refuses data for a record that does not say what it is, in Glance's words.
    fileprivate func checkFormats() throws {
        let missing = [("disk_format", diskFormat), ("container_format", containerFormat)].filter { $0.1 == nil }.map(
            \.0)
        guard let first = missing.first else { return }
        throw Fault.badRequest(
            missing.count == 1
                ? "Property \(first) must be set prior to saving data."
                : "Properties \(missing.joined(separator: ", ")) must be set prior to saving data.")
    }

    /// The size of the disk that the data describes, in bytes; nil where it is not known.
    ///
    /// - Throws: `DiskRefusal` where the data is not what the record says.
    func virtualSize(of summary: IncomingData.Summary) throws(DiskRefusal) -> Int64? {
        try summary.disk.virtualSize(
            forRecordOf: DiskFormat(rawValue: diskFormat ?? ""), in: ContainerFormat(rawValue: containerFormat ?? ""))
    }

    /// Notes what the data is.
    mutating func fill(with summary: IncomingData.Summary, virtualSize: Int64?) {
        size = summary.size
        self.virtualSize = virtualSize
        checksum = summary.md5
        hashAlgorithm = "sha512"
        hashValue = summary.sha512
    }
}

/// Data that must be as much as was announced.
private struct MeasuredData: AsyncSequence, Sendable {
    let source: RequestBody
    /// The bytes that were announced; nil where nobody knows.
    let size: Int64?

    func makeAsyncIterator() -> Iterator { Iterator(source: source.makeAsyncIterator(), size: size) }

    struct Iterator: AsyncIteratorProtocol {
        var source: RequestBody.AsyncIterator
        let size: Int64?
        var count: Int64 = 0

        mutating func next() async throws -> ByteBuffer? {
            guard let buffer = try await source.next() else {
                // A body that is cancelled may end as one that is finished.
                try Task.checkCancellation()
                if let size, count < size {
                    throw Fault.badRequest("Size mismatch: expected \(size) bytes, got \(count) bytes")
                }
                return nil
            }
            count += Int64(buffer.readableBytes)
            if let size, count > size {
                throw Fault.badRequest("Size exceeds: expected \(size) bytes, got \(count) bytes")
            }
            return buffer
        }
    }
}

extension Fault {
    fileprivate static func tooLarge(_ data: OversizedData) -> Fault {
        tooLarge("The incoming image is too large: \(data)")
    }

    fileprivate static func gone(_ id: String) -> Fault {
        Fault(
            status: .gone,
            message: "Image \(id) could not be found after upload. The image may have been deleted during the upload, "
                + "cleaning up the chunks uploaded.")
    }
}
