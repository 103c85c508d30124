import ImageModel
import Testing

@Suite struct ReadOnlyTests {
    /// A service that counts on nothing being asked of it that would change something.
    private struct Reading: ImageAPI {
        func imageSchema() async throws(APIError) -> ImageSchema { ImageSchema(properties: [:]) }
        func metadefNamespaces() async throws(APIError) -> [MetadefNamespace] { [] }
        func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace { throw Self.asked }
        func image(_ id: Image.ID) async throws(APIError) -> ImageRecord { throw Self.asked }
        func images(_ query: ImageQuery) async throws(APIError) -> ImagePage { ImagePage(images: [], next: nil) }
        func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage { ImagePage(images: [], next: nil) }
        func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask] { [] }
        func members(of id: Image.ID) async throws(APIError) -> [ImageMember] { [] }
        func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload { throw Self.asked }
        func importMethods() async throws(APIError) -> [String] { ["copy-image"] }
        func stores() async throws(APIError) -> [ImageStore] { [] }
        func usage() async throws(APIError) -> ImageUsage { ImageUsage() }
        func create(_ image: NewImage) async throws(APIError) -> ImageRecord { throw Self.asked }
        func delete(_ id: Image.ID) async throws(APIError) { throw Self.asked }
        func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord { throw Self.asked }
        func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError) { throw Self.asked }
        func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember { throw Self.asked }
        func answerOffer(
            of id: Image.ID, to project: String, with status: ImageMember.Status
        ) async throws(APIError) -> ImageMember { throw Self.asked }
        func removeMember(_ project: String, from id: Image.ID) async throws(APIError) { throw Self.asked }
        func deactivate(_ id: Image.ID) async throws(APIError) { throw Self.asked }
        func reactivate(_ id: Image.ID) async throws(APIError) { throw Self.asked }
        func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError) { throw Self.asked }
        func upload(
            _ data: ImageData, of id: Image.ID, to destination: DataDestination,
            progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
            sent: @escaping @Sendable (UploadReceipt) -> Void
        ) async throws(APIError) -> UploadReceipt { throw Self.asked }

        static let asked = APIError(kind: .otherStatus, message: "the service was asked")
    }

    private let api = ReadOnlyImageAPI(Reading(), because: "--readonly")

    @Test("what reads goes to the service")
    func reads() async throws {
        _ = try await api.imageSchema()
        #expect(try await api.metadefNamespaces().isEmpty)
        #expect(try await api.images(ImageQuery()).images.isEmpty)
        #expect(try await api.tasks(of: "1").isEmpty)
        #expect(try await api.members(of: "1").isEmpty)
        #expect(try await api.importMethods() == ["copy-image"])
        #expect(try await api.stores().isEmpty)
        _ = try await api.usage()
        await #expect(throws: Reading.asked) { try await api.image("1") }
        await #expect(throws: Reading.asked) { try await api.download("1", from: 0) }
        await #expect(throws: Reading.asked) { try await api.metadefNamespace("x") }
    }

    @Test("what would change something is refused before the service is asked, and says who says so")
    func refuses() async {
        let refusal = APIError(kind: .readOnly, message: "--readonly")
        await #expect(throws: refusal) { try await api.create(NewImage()) }
        await #expect(throws: refusal) { try await api.delete("1") }
        await #expect(throws: refusal) { try await api.update("1", with: ImagePatch([])) }
        await #expect(throws: refusal) { try await api.importData(ImageImport(.glanceDirect), into: "1") }
        await #expect(throws: refusal) { try await api.addMember("p", to: "1") }
        await #expect(throws: refusal) { try await api.answerOffer(of: "1", to: "p", with: .accepted) }
        await #expect(throws: refusal) { try await api.removeMember("p", from: "1") }
        await #expect(throws: refusal) { try await api.deactivate("1") }
        await #expect(throws: refusal) { try await api.reactivate("1") }
        await #expect(throws: refusal) { try await api.deleteData(of: "1", in: "s") }
        await #expect(throws: refusal) {
            let data = ImageData(size: 1, chunks: AsyncThrowingStream<[UInt8], any Error> { $0.finish() })
            return try await api.upload(data, of: "1", to: .staging) { _ in }
        }
    }
}
