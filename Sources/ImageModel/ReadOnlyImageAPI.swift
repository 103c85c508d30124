/// An image service of which everything can be read and nothing changed: what would change something is refused here, before
/// anything is sent.
///
/// It stands between all that uses a service and the service itself, so that no screen and no command has to think of it.
public struct ReadOnlyImageAPI: ImageAPI {
    private let service: any ImageAPI
    private let reason: String

    /// A service that is only read.
    ///
    /// - Parameter reason: who says so, for example `--readonly`.
    public init(_ service: any ImageAPI, because reason: String) {
        self.service = service
        self.reason = reason
    }

    private var refusal: APIError { APIError(kind: .readOnly, message: reason) }

    // MARK: What reads

    /// What the attributes of an image mean.
    public func imageSchema() async throws(APIError) -> ImageSchema { try await service.imageSchema() }

    /// The namespaces of properties.
    public func metadefNamespaces() async throws(APIError) -> [MetadefNamespace] {
        try await service.metadefNamespaces()
    }

    /// A namespace with its properties.
    public func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace {
        try await service.metadefNamespace(name)
    }

    /// Reads a record.
    public func image(_ id: Image.ID) async throws(APIError) -> ImageRecord { try await service.image(id) }

    /// Reads the first page of a list.
    public func images(_ query: ImageQuery) async throws(APIError) -> ImagePage { try await service.images(query) }

    /// Reads the page that another page names.
    public func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage { try await service.images(next) }

    /// What the service does on an image.
    public func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask] { try await service.tasks(of: id) }

    /// The projects that an image is shared with.
    public func members(of id: Image.ID) async throws(APIError) -> [ImageMember] { try await service.members(of: id) }

    /// Begins to read an image's data.
    public func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload {
        try await service.download(id, from: offset)
    }

    /// The ways in which data may be imported.
    public func importMethods() async throws(APIError) -> [String] { try await service.importMethods() }

    /// The stores that data may go to.
    public func stores() async throws(APIError) -> [ImageStore] { try await service.stores() }

    /// How much of its quotas the project has used.
    public func usage() async throws(APIError) -> ImageUsage { try await service.usage() }

    // MARK: What would change something

    /// Refused.
    public func create(_ image: NewImage) async throws(APIError) -> ImageRecord { throw refusal }

    /// Refused.
    public func delete(_ id: Image.ID) async throws(APIError) { throw refusal }

    /// Refused.
    public func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord { throw refusal }

    /// Refused.
    public func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError) { throw refusal }

    /// Refused.
    public func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember { throw refusal }

    /// Refused.
    public func answerOffer(
        of id: Image.ID, to project: String, with status: ImageMember.Status
    ) async throws(APIError) -> ImageMember { throw refusal }

    /// Refused.
    public func removeMember(_ project: String, from id: Image.ID) async throws(APIError) { throw refusal }

    /// Refused.
    public func deactivate(_ id: Image.ID) async throws(APIError) { throw refusal }

    /// Refused.
    public func reactivate(_ id: Image.ID) async throws(APIError) { throw refusal }

    /// Refused.
    public func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError) { throw refusal }

    /// Refused; nothing of the data is read.
    public func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
        sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt { throw refusal }
}
