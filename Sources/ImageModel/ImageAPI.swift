/// The operations of an image service: the only way from the screens to any cloud, or to the embedded service.
package protocol ImageAPI: Sendable {
    /// Returns what the attributes of an image mean, and which values this cloud allows: `GET /v2/schemas/image`.
    func imageSchema() async throws(APIError) -> ImageSchema

    /// Returns all namespaces of properties for images, without the properties: `GET /v2/metadefs/namespaces`, every page.
    func metadefNamespaces() async throws(APIError) -> [MetadefNamespace]

    /// Returns a namespace with its properties, named as they are on an image: `GET /v2/metadefs/namespaces/{name}`.
    func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace

    /// Creates a record: `POST /v2/images`.
    func create(_ image: NewImage) async throws(APIError) -> ImageRecord

    /// Reads a record: `GET /v2/images/{id}`.
    func image(_ id: Image.ID) async throws(APIError) -> ImageRecord

    /// Reads the first page of a list: `GET /v2/images`.
    func images(_ query: ImageQuery) async throws(APIError) -> ImagePage

    /// Reads the page that the `next` link of another page refers to.
    func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage

    /// Deletes an image with its record and its data: `DELETE /v2/images/{id}`.
    func delete(_ id: Image.ID) async throws(APIError)

    /// Applies either all changes to a record or none: `PATCH /v2/images/{id}`.
    func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord

    /// Asks the service to import an image's data into its stores: `POST /v2/images/{id}/import`. The import continues after
    /// the answer; the record and its tasks show its progress.
    func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError)

    /// Returns the service's current and recent tasks for an image: `GET /v2/images/{id}/tasks`.
    func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask]

    /// Returns the projects that an image is shared with: `GET /v2/images/{id}/members`. A member sees only itself, and only
    /// shared images have members.
    func members(of id: Image.ID) async throws(APIError) -> [ImageMember]

    /// Offers an image to a project, given by its id: `POST /v2/images/{id}/members`.
    func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember

    /// Sets a project's answer to the offer of an image: `PUT /v2/images/{id}/members/{project}`.
    func answerOffer(of id: Image.ID, to project: String, with status: ImageMember.Status) async throws(APIError)
        -> ImageMember

    /// Stops sharing an image with a project: `DELETE /v2/images/{id}/members/{project}`.
    func removeMember(_ project: String, from id: Image.ID) async throws(APIError)

    /// Blocks the use of an image's data: `POST /v2/images/{id}/actions/deactivate`.
    func deactivate(_ id: Image.ID) async throws(APIError)

    /// Allows the use of an image's data again: `POST /v2/images/{id}/actions/reactivate`.
    func reactivate(_ id: Image.ID) async throws(APIError)

    /// Deletes an image's data from one store, unless that is the last store with the data: `DELETE /v2/stores/{store}/{id}`.
    func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError)

    /// Starts reading an image's data: `GET /v2/images/{id}/file`. Cancelling the task that reads the chunks stops the
    /// download.
    ///
    /// - Parameter offset: the offset of the first byte to read; a service may send everything nevertheless.
    func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload

    /// Returns the import methods that the cloud offers, by the API's names: `GET /v2/info/import`.
    func importMethods() async throws(APIError) -> [String]

    /// Returns the stores for images' data: `GET /v2/info/stores`.
    func stores() async throws(APIError) -> [ImageStore]

    /// Returns how much of its quotas the project has used: `GET /v2/info/usage`.
    func usage() async throws(APIError) -> ImageUsage

    /// Uploads an image's data: `PUT /v2/images/{id}/file`, or `…/stage`.
    ///
    /// Cancelling the task cancels the upload; what happens to the record then is up to the service. (Glance puts it back to
    /// `queued`, or may store the data if it has received all of it.)
    ///
    /// - Parameters:
    ///   - data: read once, chunk by chunk, at the pace of the service.
    ///   - destination: where the data goes.
    ///   - progress: called with the number of bytes sent so far, at most a few times a second, on an arbitrary thread.
    ///   - sent: called with the receipt once everything has been sent, on an arbitrary thread; the answer may take minutes
    ///     more, or never arrive.
    /// - Returns: what was sent, to be compared with what the service says it received.
    func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
        sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt
}

extension ImageAPI {
    /// Uploads an image's data, for callers that need the receipt only with the answer.
    package func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void
    ) async throws(APIError) -> UploadReceipt {
        try await upload(data, of: id, to: destination, progress: progress, sent: { _ in })
    }
}

/// The destination of an image's data.
package enum DataDestination: Hashable, Sendable {
    /// A store, which makes the image active; nil lets the service choose the store.
    case store(ImageStore.ID?)
    /// The staging area, from which an import brings the data into the stores.
    case staging
}

/// The data of an image to be sent to the service.
package struct ImageData: Sendable {
    /// The total number of bytes, if known beforehand.
    package var size: Int64?
    /// The bytes, in chunks of a size that suits the source. An error thrown by the sequence ends the upload.
    package var chunks: any AsyncSequence<[UInt8], any Error> & Sendable

    /// Creates data of a size, if known, from chunks.
    package init(size: Int64?, chunks: any AsyncSequence<[UInt8], any Error> & Sendable) {
        self.size = size
        self.chunks = chunks
    }
}

/// The record of what an upload has sent.
package struct UploadReceipt: Hashable, Sendable {
    /// The number of bytes sent.
    package var size: Int64
    /// The SHA-512 hash of the bytes sent, in lower-case hexadecimal.
    package var sha512: String

    /// Creates a receipt.
    package init(size: Int64, sha512: String) {
        self.size = size
        self.sha512 = sha512
    }
}
