import DiskFormats
import Foundation
import Hummingbird
import ImageModel
import NIOCore

/// Receives an image's data into a store or the staging area. The image is `saving` or `uploading` in the meantime, and becomes
/// `queued` again if the transfer is interrupted.
struct Upload {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance

    /// Receives the data of an image into a store, after which the image is `active`.
    ///
    /// - Parameters:
    ///   - name: the name of the store; nil for the default one.
    ///   - expected: the announced size in bytes, if a header besides the transfer's own length announces it.
    ///   - length: the length of the transfer in bytes, if it is known beforehand.
    /// - Throws: `Fault` 400, 403, 404, 409, 410, 413 or 415, or the error that interrupted the body.
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

    /// Receives the data of an image into the staging area, where it waits for its import with the status `uploading`.
    ///
    /// - Throws: the same errors as `receive`.
    func stage(
        _ body: RequestBody, of id: String, expected: Int64?, length: Int64?, from identity: Identity
    ) async throws {
        try await begin(id, as: .uploading, length, identity) { image in
            guard identity.mayChange(image) else { throw identity.refusal(of: "modify_image") }
        }
        try await take(body, of: id, into: stores.staging, expected, ifDeleted: .noImage(id)) { summary in
            // The format is only checked on import.
            { image in image.size = summary.size }
        }
    }

    /// - Returns: the record with its new status.
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
    ///   - fault: the error to throw if the image is deleted while its data is arriving.
    ///   - judge: inspects the received data, and may throw to refuse it; returns a closure that updates the record.
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
            // The client may be gone and this task cancelled, but unfinished work must be undone nevertheless.
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
        // The files are removed while the record still has this upload as its writer: after that, they may be another upload's.
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
            // The image has been deleted in the meantime, with its data. Or the catalogue cannot be written now; then the
            // recovery at the next start finds the record by its writer.
        }
    }
}

extension StoredImage {
    /// Throws if the record lacks the formats that data requires, in Glance's words.
    fileprivate func checkFormats() throws {
        let missing = [("disk_format", diskFormat), ("container_format", containerFormat)].filter { $0.1 == nil }.map(
            \.0)
        guard let first = missing.first else { return }
        throw Fault.badRequest(
            missing.count == 1
                ? "Property \(first) must be set prior to saving data."
                : "Properties \(missing.joined(separator: ", ")) must be set prior to saving data.")
    }

    /// Returns the size of the disk that the data contains, in bytes; nil if it is not known.
    ///
    /// - Throws: `DiskRefusal` if the data does not match the record.
    func virtualSize(of summary: IncomingData.Summary) throws(DiskRefusal) -> Int64? {
        try summary.disk.virtualSize(
            forRecordOf: DiskFormat(rawValue: diskFormat ?? ""), in: ContainerFormat(rawValue: containerFormat ?? ""))
    }

    /// Records the attributes of the data.
    mutating func fill(with summary: IncomingData.Summary, virtualSize: Int64?) {
        size = summary.size
        self.virtualSize = virtualSize
        checksum = summary.md5
        hashAlgorithm = "sha512"
        hashValue = summary.sha512
    }
}

/// Data whose size must match the announced size.
private struct MeasuredData: AsyncSequence, Sendable {
    let source: RequestBody
    /// The announced size, in bytes; nil if it is not known.
    let size: Int64?

    func makeAsyncIterator() -> Iterator { Iterator(source: source.makeAsyncIterator(), size: size) }

    struct Iterator: AsyncIteratorProtocol {
        var source: RequestBody.AsyncIterator
        let size: Int64?
        var count: Int64 = 0

        mutating func next() async throws -> ByteBuffer? {
            guard let buffer = try await source.next() else {
                // When the task is cancelled, the body may end as if it were finished.
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
