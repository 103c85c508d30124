import ImageModel
import Testing

@testable import ViewModels

@Suite("An image that a command deletes") @MainActor struct ImageDeletionTests {
    private let service = StoredImages()

    /// Deletes an image as it is now, after somebody else has changed it.
    private func delete(
        after change: @MainActor (StoredImages) async throws -> Void = { _ in }
    ) async throws(ImageDeletion.Failure) {
        service.put(.sample("a", name: "alpine", status: .active), properties: ["own": "1"])
        guard let image = service.records["a"]?.image else { throw .gone }
        do {
            try await change(service)
        } catch {
            Issue.record(error)
        }
        try await ImageDeletion(api: service).delete(image)
    }

    @Test("is gone where it is as it was read")
    func unchanged() async throws {
        try await delete()
        #expect(service.records.isEmpty)
    }

    @Test(
        "stays where it is another by now, and that is said",
        arguments: [
            ("name", .string("debian"), "name was changed by somebody else since it was read here. It is debian now."),
            ("visibility", .string("public"), "It was shared, and is public now."),
            ("own", .string("2"), "Its properties were changed by somebody else since they were read here."),
        ] as [(String, JSONValue, String)])
    func changed(attribute: String, value: JSONValue, words: String) async throws {
        let failure = await #expect(throws: ImageDeletion.Failure.self) {
            try await delete { $0.change("a", attribute, to: value) }
        }
        guard case .changed(let sentence)? = failure else {
            Issue.record("It is \(String(describing: failure)).")
            return
        }
        #expect(sentence.contains(words))
        #expect(service.records.count == 1 && service.changeCount == 0)
    }

    @Test("is told to be gone where somebody else has deleted it")
    func gone() async throws {
        await #expect(throws: ImageDeletion.Failure.gone) {
            try await delete { try await $0.delete("a") }
        }
    }

    @Test("stays where the service refuses it, with the service's answer")
    func refused() async throws {
        let refusal = APIError(status: 403, message: "no")
        await #expect(throws: ImageDeletion.Failure.request(refusal)) {
            try await delete { $0.refusals["a"] = refusal }
        }
        #expect(service.records.count == 1)
    }

    @Test(
        "is gone where the service breaks down once it has deleted it",
        arguments: [StoredImages.Breakdown.half, .whole])
    func broken(breakdown: StoredImages.Breakdown) async throws {
        try await delete { $0.breakdowns["a"] = breakdown }
        #expect(service.changeCount == 1)
        // What is left of it is not taken for another image, and is not deleted once more.
        if let rest = service.records["a"]?.image {
            await #expect(throws: ImageDeletion.Failure.gone) { try await ImageDeletion(api: service).delete(rest) }
            #expect(service.changeCount == 1)
        }
    }

    @Test("stays where the service breaks down before it has deleted it, with the service's answer")
    func unbroken() async throws {
        await #expect(throws: ImageDeletion.Failure.request(APIError(status: 500, message: "database is locked"))) {
            try await delete { $0.breakdowns["a"] = StoredImages.Breakdown.none }
        }
        #expect(service.records["a"]?.fields["own"] == .string("1"))
    }
}
