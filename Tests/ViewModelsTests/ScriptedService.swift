import Foundation
import ImageModel
import Observation
import TestSupport

/// An image service that answers what a test has written down, call by call, and remembers what it was asked.
///
/// It lives on the main actor and is observable, so that a test can wait for a call as it waits for a model.
@Observable
@MainActor
final class ScriptedService: ImageAPI {
    /// What happens at one call.
    enum Step<Answer: Sendable>: Sendable {
        case answers(Answer)
        case fails(APIError)
        /// Answers when the gate is opened.
        case waits(Gate, Answer)
        /// Never answers; ends when the caller calls it off. Of an upload whose size is known, it does not take the end.
        case hangs
    }

    enum Call: Hashable {
        case schema
        case namespaces
        case namespace(String)
        case create(NewImage)
        case image(Image.ID)
        case list(ImageQuery)
        case page(ImagePage.Next)
        case delete(Image.ID)
        case upload(Image.ID)
        case stage(Image.ID)
        case patch(Image.ID, ImagePatch)
        case importing(Image.ID, ImageImport)
        case tasks(Image.ID)
        case methods
        case stores
        case usage
        case members(Image.ID)
        case addMember(String, Image.ID)
        case answerOffer(Image.ID, String, ImageMember.Status)
        case removeMember(String, Image.ID)
        case deactivate(Image.ID)
        case reactivate(Image.ID)
        case deleteData(Image.ID, ImageStore.ID)
        case download(Image.ID, Int64)
    }

    private(set) var calls: [Call] = []
    /// The data of each upload that was read to its end.
    private(set) var received: [[UInt8]] = []

    var schemas: [Step<ImageSchema>] = []
    var namespaceLists: [Step<[MetadefNamespace]>] = []
    /// What is answered to each namespace, by its name, as often as it is asked for.
    var namespaces: [String: Step<MetadefNamespace>] = [:]
    var creates: [Step<ImageRecord>] = []
    var records: [Step<ImageRecord>] = []
    /// What follows `records`, however often it is asked for.
    var record: ImageRecord?
    var lists: [Step<ImagePage>] = []
    /// What is listed where `lists` has nothing more.
    var listed: ListedImages?
    var deletes: [Step<Void>] = []
    /// Each upload's SHA-512, as its receipt is to say it.
    var uploads: [Step<String>] = []
    /// The SHA-512 that is told of an upload before it fails; nil where none is.
    var sentHash: String?
    var patches: [Step<ImageRecord>] = []
    var imports: [Step<Void>] = []
    var tasks: [Step<[ImageTask]>] = []
    var methods: [Step<[String]>] = []
    var stores: [Step<[ImageStore]>] = []
    var usages: [Step<ImageUsage>] = []
    var memberLists: [Step<[ImageMember]>] = []
    /// What happens at each change to the members; one is answered as it was asked for.
    var memberChanges: [Step<Void>] = []
    /// What happens at each `deactivate`, `reactivate` and `deleteData`.
    var actions: [Step<Void>] = []
    var downloads: [Step<ImageDownload>] = []
    /// The store that the last upload named.
    private(set) var store: ImageStore.ID?

    nonisolated init() {}

    func imageSchema() async throws(APIError) -> ImageSchema {
        calls.append(.schema)
        return try await perform(next(\.schemas))
    }

    func metadefNamespaces() async throws(APIError) -> [MetadefNamespace] {
        calls.append(.namespaces)
        return try await perform(next(\.namespaceLists))
    }

    func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace {
        calls.append(.namespace(name))
        return try await perform(namespaces[name] ?? .fails(APIError(status: 404, message: "")))
    }

    func create(_ image: NewImage) async throws(APIError) -> ImageRecord {
        calls.append(.create(image))
        return try await perform(next(\.creates))
    }

    func image(_ id: Image.ID) async throws(APIError) -> ImageRecord {
        calls.append(.image(id))
        if records.isEmpty, let record { return record }
        return try await perform(next(\.records))
    }

    func images(_ query: ImageQuery) async throws(APIError) -> ImagePage {
        calls.append(.list(query))
        if lists.isEmpty, let listed { return try listed.page(for: query) }
        return try await perform(next(\.lists))
    }

    func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage {
        calls.append(.page(next))
        return try await perform(self.next(\.lists))
    }

    func delete(_ id: Image.ID) async throws(APIError) {
        calls.append(.delete(id))
        try await perform(next(\.deletes))
    }

    func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord {
        calls.append(.patch(id, patch))
        return try await perform(next(\.patches))
    }

    func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError) {
        calls.append(.importing(id, request))
        try await perform(next(\.imports))
    }

    func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask] {
        calls.append(.tasks(id))
        return try await perform(next(\.tasks))
    }

    func importMethods() async throws(APIError) -> [String] {
        calls.append(.methods)
        return try await perform(next(\.methods))
    }

    func stores() async throws(APIError) -> [ImageStore] {
        calls.append(.stores)
        return try await perform(next(\.stores))
    }

    func usage() async throws(APIError) -> ImageUsage {
        calls.append(.usage)
        return try await perform(next(\.usages))
    }

    func members(of id: Image.ID) async throws(APIError) -> [ImageMember] {
        calls.append(.members(id))
        return try await perform(next(\.memberLists))
    }

    func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember {
        calls.append(.addMember(project, id))
        try await perform(next(\.memberChanges))
        return ImageMember(project: project, status: .pending)
    }

    func answerOffer(
        of id: Image.ID, to project: String, with status: ImageMember.Status
    ) async throws(APIError) -> ImageMember {
        calls.append(.answerOffer(id, project, status))
        try await perform(next(\.memberChanges))
        return ImageMember(project: project, status: status)
    }

    func removeMember(_ project: String, from id: Image.ID) async throws(APIError) {
        calls.append(.removeMember(project, id))
        try await perform(next(\.memberChanges))
    }

    func deactivate(_ id: Image.ID) async throws(APIError) {
        calls.append(.deactivate(id))
        try await perform(next(\.actions))
    }

    func reactivate(_ id: Image.ID) async throws(APIError) {
        calls.append(.reactivate(id))
        try await perform(next(\.actions))
    }

    func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError) {
        calls.append(.deleteData(id, store))
        try await perform(next(\.actions))
    }

    func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload {
        calls.append(.download(id, offset))
        return try await perform(next(\.downloads))
    }

    func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
        sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt {
        switch destination {
        case .staging: calls.append(.stage(id))
        case .store(let store):
            calls.append(.upload(id))
            self.store = store
        }
        let step = next(\.uploads)
        var bytes: [UInt8] = []
        do {
            for try await chunk in data.chunks {
                bytes += chunk
                progress(Int64(bytes.count))
                if case .hangs = step, let size = data.size, bytes.count >= size { break }
            }
        } catch {
            throw APIError(kind: .source, message: "\(error)")
        }
        received.append(bytes)
        switch step {
        case .answers(let hash), .waits(_, let hash): sent(UploadReceipt(size: Int64(bytes.count), sha512: hash))
        case .fails: if let sentHash { sent(UploadReceipt(size: Int64(bytes.count), sha512: sentHash)) }
        case .hangs: break
        }
        return UploadReceipt(size: Int64(bytes.count), sha512: try await perform(step))
    }

    /// The next step of a script; a call that no test foresaw fails.
    private func next<Answer>(_ script: ReferenceWritableKeyPath<ScriptedService, [Step<Answer>]>) -> Step<Answer> {
        guard !self[keyPath: script].isEmpty else {
            return .fails(APIError(status: 500, message: "the script has no answer to this call"))
        }
        return self[keyPath: script].removeFirst()
    }

    private func perform<Answer>(_ step: Step<Answer>) async throws(APIError) -> Answer {
        switch step {
        case .answers(let answer): return answer
        case .fails(let error): throw error
        case .waits(let gate, let answer):
            await gate.pass()
            if Task.isCancelled { throw APIError(kind: .cancelled, message: "") }
            return answer
        case .hangs:
            await Gate().pass()
            throw APIError(kind: .cancelled, message: "")
        }
    }
}

/// Holds one caller back until it is opened, or until the caller is called off.
struct Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }

    func pass() async {
        for await _ in stream {}
    }
}
