/// What an image service can do: the one way from the screens to any cloud, or to the embedded service.
public protocol ImageAPI: Sendable {
    /// What the attributes of an image mean and may be here: `GET /v2/schemas/image`.
    func imageSchema() async throws(APIError) -> ImageSchema

    /// The namespaces of properties that images may have, without the properties: `GET /v2/metadefs/namespaces`, all of
    /// its pages.
    func metadefNamespaces() async throws(APIError) -> [MetadefNamespace]

    /// A namespace with its properties, under the names that they have on an image:
    /// `GET /v2/metadefs/namespaces/{name}`.
    func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace

    /// Makes a record: `POST /v2/images`.
    func create(_ image: NewImage) async throws(APIError) -> ImageRecord

    /// Reads a record: `GET /v2/images/{id}`.
    func image(_ id: Image.ID) async throws(APIError) -> ImageRecord

    /// Reads the first page of a list: `GET /v2/images`.
    func images(_ query: ImageQuery) async throws(APIError) -> ImagePage

    /// Reads the page that another page's `next` names.
    func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage

    /// Deletes an image, its record and its data: `DELETE /v2/images/{id}`.
    func delete(_ id: Image.ID) async throws(APIError)

    /// Changes a record, all of the changes or none: `PATCH /v2/images/{id}`.
    func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord

    /// Has the service bring an image's data into its stores: `POST /v2/images/{id}/import`. It goes on after the answer;
    /// the record and its tasks say how.
    func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError)

    /// What the service does, and has done lately, on an image by itself: `GET /v2/images/{id}/tasks`.
    func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask]

    /// The projects that an image is shared with: `GET /v2/images/{id}/members`. A member sees only itself; only shared
    /// images have any.
    func members(of id: Image.ID) async throws(APIError) -> [ImageMember]

    /// Offers an image to a project, by its id: `POST /v2/images/{id}/members`.
    func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember

    /// Answers an offer for a project: `PUT /v2/images/{id}/members/{project}`.
    func answerOffer(of id: Image.ID, to project: String, with status: ImageMember.Status) async throws(APIError)
        -> ImageMember

    /// Takes an image from a project: `DELETE /v2/images/{id}/members/{project}`.
    func removeMember(_ project: String, from id: Image.ID) async throws(APIError)

    /// Bars an image's data from being used: `POST /v2/images/{id}/actions/deactivate`.
    func deactivate(_ id: Image.ID) async throws(APIError)

    /// Lifts the bar: `POST /v2/images/{id}/actions/reactivate`.
    func reactivate(_ id: Image.ID) async throws(APIError)

    /// Deletes an image's data in one store; the last store keeps it: `DELETE /v2/stores/{store}/{id}`.
    func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError)

    /// Begins to read an image's data: `GET /v2/images/{id}/file`. Cancelling the task that reads the chunks ends it.
    ///
    /// - Parameter offset: the place of the first byte that is wanted; a service may send everything nevertheless.
    func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload

    /// The ways in which data may be imported, by the API's names: `GET /v2/info/import`.
    func importMethods() async throws(APIError) -> [String]

    /// The stores that data may go to: `GET /v2/info/stores`.
    func stores() async throws(APIError) -> [ImageStore]

    /// How much of its quotas the project has used: `GET /v2/info/usage`.
    func usage() async throws(APIError) -> ImageUsage

    /// Sends an image's data: `PUT /v2/images/{id}/file`, or `…/stage`.
    ///
    /// Cancelling the task calls the upload off; what the service then does with the record is its own affair
    /// (Glance puts it back to `queued`, and may store data of which it has all).
    ///
    /// - Parameters:
    ///   - data: read once, chunk by chunk, as the service takes it.
    ///   - destination: where it goes.
    ///   - progress: told the number of bytes sent so far, a few times a second at most, on no particular thread.
    ///   - sent: told what was sent, once all of it was, on no particular thread: the answer may take minutes more, or never come.
    /// - Returns: what was sent, to be compared with what the service says it received.
    func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
        sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt
}

extension ImageAPI {
    /// Sends an image's data, for who asks for the receipt with the answer only.
    public func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void
    ) async throws(APIError) -> UploadReceipt {
        try await upload(data, of: id, to: destination, progress: progress, sent: { _ in })
    }
}

/// Where an image's data is sent.
public enum DataDestination: Hashable, Sendable {
    /// Into a store, and the image is active; nil leaves the store to the service.
    case store(ImageStore.ID?)
    /// To the staging area, from where an import brings it into the stores.
    case staging
}

/// The data of an image on its way to the service.
public struct ImageData: Sendable {
    /// Bytes in all, where it is known beforehand.
    public var size: Int64?
    /// The bytes, in chunks of a size that suits the source. An error that it throws ends the upload.
    public var chunks: any AsyncSequence<[UInt8], any Error> & Sendable

    /// Data of a size, if known, and the chunks that make it up.
    public init(size: Int64?, chunks: any AsyncSequence<[UInt8], any Error> & Sendable) {
        self.size = size
        self.chunks = chunks
    }
}

/// What an upload sent.
public struct UploadReceipt: Hashable, Sendable {
    /// Bytes sent.
    public var size: Int64
    /// SHA-512 of the bytes sent, in lower-case hexadecimal.
    public var sha512: String

    /// A receipt for so many bytes with this hash.
    public init(size: Int64, sha512: String) {
        self.size = size
        self.sha512 = sha512
    }
}
