import ImageModel
import Observation
import TestSupport

/// An image service that answers each kind of call as a test has set it, and remembers what it was asked.
@MainActor
final class StagedService: ImageAPI {
    /// What happens at a call.
    enum Step<Answer: Sendable>: Sendable {
        case answers(Answer)
        case fails(APIError)
        /// Never answers; ends when the caller calls it off.
        case hangs
    }

    enum Call: Hashable {
        case schema, namespaces, namespace, list, page, image, create, delete, upload, update, importing, tasks, methods
        case stores, usage, members, addMember, answerOffer, removeMember, deactivate, reactivate, deleteData, download
    }

    private(set) var calls: [Call] = []
    private(set) var created: [NewImage] = []

    var schema: Step<ImageSchema> = .answers(.sample)
    var namespaces: Step<[MetadefNamespace]> = .answers(MetadefNamespace.samples)
    var list: Step<ImagePage> = .answers(ImagePage(images: [], next: nil))
    /// What is listed in place of `list`; nil where that is answered to all.
    var listed: ListedImages?
    var page: Step<ImagePage> = .hangs
    var image: Step<ImageRecord> = .hangs
    /// What is answered to some images in place of `image`.
    var records: [Image.ID: ImageRecord] = [:]
    var create: Step<ImageRecord> = .hangs
    var delete: Step<Void> = .hangs
    var update: Step<ImageRecord> = .hangs
    var importing: Step<Void> = .hangs
    var tasks: Step<[ImageTask]> = .answers([])
    var methods: Step<[String]> = .answers([])
    var stores: Step<[ImageStore]> = .answers([])
    var usage: Step<ImageUsage> = .answers(ImageUsage())
    var members: Step<[ImageMember]> = .answers([])
    /// What happens at any change to the members; `changedMember` is what is answered.
    var memberChange: Step<Void> = .hangs
    var changedMember = ImageMember(project: "other", status: .pending)
    /// What happens at `deactivate`, `reactivate` and `deleteData`.
    var action: Step<Void> = .hangs
    var download: Step<ImageDownload> = .hangs
    /// What follows when `bytes` has ended.
    var upload: Step<UploadReceipt> = .hangs
    /// The bytes that an upload has sent, as a test says them: that of `imageOfBytes`, or of any where a test knows of one only.
    let bytes: AsyncStream<Int64>.Continuation
    /// The image that `bytes` speaks of; the uploads of others say nothing, and never end by themselves.
    var imageOfBytes: Image.ID?
    private let sent: AsyncStream<Int64>

    init() { (sent, bytes) = AsyncStream.makeStream() }

    func imageSchema() async throws(APIError) -> ImageSchema { try await perform(schema, .schema) }

    func metadefNamespaces() async throws(APIError) -> [MetadefNamespace] { try await perform(namespaces, .namespaces) }

    func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace {
        guard let namespace = MetadefNamespace.samples.first(where: { $0.name == name }) else {
            throw APIError(status: 404, message: "")
        }
        return try await perform(.answers(namespace), .namespace)
    }

    func create(_ image: NewImage) async throws(APIError) -> ImageRecord {
        created.append(image)
        return try await perform(create, .create)
    }

    func image(_ id: Image.ID) async throws(APIError) -> ImageRecord {
        try await perform(records[id].map { .answers($0) } ?? image, .image)
    }

    func images(_ query: ImageQuery) async throws(APIError) -> ImagePage {
        guard let listed else { return try await perform(list, .list) }
        return try await perform(.answers(try listed.page(for: query)), .list)
    }

    func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage { try await perform(page, .page) }

    func delete(_ id: Image.ID) async throws(APIError) { try await perform(delete, .delete) }

    func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord {
        try await perform(update, .update)
    }

    func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError) {
        try await perform(importing, .importing)
    }

    func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask] { try await perform(tasks, .tasks) }

    func members(of id: Image.ID) async throws(APIError) -> [ImageMember] { try await perform(members, .members) }

    func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember {
        try await perform(memberChange, .addMember)
        return changedMember
    }

    func answerOffer(
        of id: Image.ID, to project: String, with status: ImageMember.Status
    ) async throws(APIError) -> ImageMember {
        try await perform(memberChange, .answerOffer)
        return changedMember
    }

    func removeMember(_ project: String, from id: Image.ID) async throws(APIError) {
        try await perform(memberChange, .removeMember)
    }

    func deactivate(_ id: Image.ID) async throws(APIError) { try await perform(action, .deactivate) }

    func reactivate(_ id: Image.ID) async throws(APIError) { try await perform(action, .reactivate) }

    func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError) {
        try await perform(action, .deleteData)
    }

    func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload {
        try await perform(download, .download)
    }

    func importMethods() async throws(APIError) -> [String] { try await perform(methods, .methods) }

    func stores() async throws(APIError) -> [ImageStore] { try await perform(stores, .stores) }

    func usage() async throws(APIError) -> ImageUsage { try await perform(usage, .usage) }

    func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
        sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt {
        guard imageOfBytes ?? id == id else { return try await perform(.hangs, .upload) }
        for await count in self.sent { progress(count) }
        return try await perform(upload, .upload)
    }

    private func perform<Answer>(_ step: Step<Answer>, _ call: Call) async throws(APIError) -> Answer {
        calls.append(call)
        switch step {
        case .answers(let answer) where !Task.isCancelled: return answer
        case .fails(let error) where !Task.isCancelled: throw error
        case .answers, .fails: break
        case .hangs:
            let (never, _) = AsyncStream.makeStream(of: Never.self)
            for await _ in never {}
        }
        throw APIError(kind: .cancelled, message: "")
    }
}
