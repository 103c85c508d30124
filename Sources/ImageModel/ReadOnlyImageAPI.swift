/// An image service that allows all reads and refuses every change before anything is sent.
///
/// It wraps the service for all its users, so that no screen or command needs to check whether changes are allowed.
package struct ReadOnlyImageAPI: ImageAPI {
    private let service: any ImageAPI
    private let reason: String

    /// Wraps a service, refusing its changes.
    ///
    /// - Parameter reason: the origin of the restriction, for example `--readonly`.
    package init(_ service: any ImageAPI, because reason: String) {
        self.service = service
        self.reason = reason
    }

    private var refusal: APIError { APIError(kind: .readOnly, message: reason) }

    // MARK: Reads

    /// Returns what the attributes of an image mean.
    package func imageSchema() async throws(APIError) -> ImageSchema { try await service.imageSchema() }

    /// Returns the namespaces of properties.
    package func metadefNamespaces() async throws(APIError) -> [MetadefNamespace] {
        try await service.metadefNamespaces()
    }

    /// Returns a namespace with its properties.
    package func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace {
        try await service.metadefNamespace(name)
    }

    /// Reads a record.
    package func image(_ id: Image.ID) async throws(APIError) -> ImageRecord { try await service.image(id) }

    /// Reads the first page of a list.
    package func images(_ query: ImageQuery) async throws(APIError) -> ImagePage { try await service.images(query) }

    /// Reads the page that the `next` link of another page refers to.
    package func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage { try await service.images(next) }

    /// Returns the service's tasks for an image.
    package func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask] { try await service.tasks(of: id) }

    /// Returns the projects that an image is shared with.
    package func members(of id: Image.ID) async throws(APIError) -> [ImageMember] { try await service.members(of: id) }

    /// Starts reading an image's data.
    package func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload {
        try await service.download(id, from: offset)
    }

    /// Returns the import methods that the cloud offers.
    package func importMethods() async throws(APIError) -> [String] { try await service.importMethods() }

    /// Returns the stores for images' data.
    package func stores() async throws(APIError) -> [ImageStore] { try await service.stores() }

    /// Returns how much of its quotas the project has used.
    package func usage() async throws(APIError) -> ImageUsage { try await service.usage() }

    // MARK: Changes

    /// Refuses the change.
    package func create(_ image: NewImage) async throws(APIError) -> ImageRecord { throw refusal }

    /// Refuses the change.
    package func delete(_ id: Image.ID) async throws(APIError) { throw refusal }

    /// Refuses the change.
    package func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord { throw refusal }

    /// Refuses the change.
    package func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError) { throw refusal }

    /// Refuses the change.
    package func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember { throw refusal }

    /// Refuses the change.
    package func answerOffer(
        of id: Image.ID, to project: String, with status: ImageMember.Status
    ) async throws(APIError) -> ImageMember { throw refusal }

    /// Refuses the change.
    package func removeMember(_ project: String, from id: Image.ID) async throws(APIError) { throw refusal }

    /// Refuses the change.
    package func deactivate(_ id: Image.ID) async throws(APIError) { throw refusal }

    /// Refuses the change.
    package func reactivate(_ id: Image.ID) async throws(APIError) { throw refusal }

    /// Refuses the change.
    package func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError) { throw refusal }

    /// Refuses the change, without reading any of the data.
    package func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
        sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt { throw refusal }
}
