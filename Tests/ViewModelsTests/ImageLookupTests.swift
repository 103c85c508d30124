import ImageModel
import Testing

@testable import ViewModels

@Suite("An image that is meant") @MainActor struct ImageLookupTests {
    private let service = ScriptedService()
    private static let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"

    private func answer(_ pages: [Image]...) {
        service.lists = pages.map { .answers(ImagePage(images: $0, next: nil)) }
    }

    private var conditions: [[String]] {
        service.calls.compactMap { call in
            guard case .list(let query) = call else { return nil }
            return query.conditions.map { "\($0.parameter)=\($0.value)" }
        }
    }

    @Test("is found by its id with one request")
    func byID() async throws {
        service.record = Image.sample(Self.id).record()
        #expect(try await ImageLookup(api: service).record(of: Self.id).image.id == Self.id)
        #expect(service.calls == [.image(Self.id)])
    }

    @Test("may have a name that looks like an id")
    func nameLikeID() async throws {
        service.records = [.fails(APIError(status: 404, message: ""))]
        answer([.sample("one", name: Self.id)], [])
        #expect(try await ImageLookup(api: service).record(of: Self.id).image.id == "one")
    }

    @Test("is found by its name, hidden or not, and one of the community only where there is no other")
    func byName() async throws {
        answer([.sample("one", name: "a:b"), .sample("two", name: "A:B")], [])
        #expect(try await ImageLookup(api: service).record(of: "a:b").image.id == "one")
        #expect(conditions == [["name=eq:a:b"], ["name=eq:a:b", "os_hidden=true"]])
        answer([], [.sample("hidden")])
        #expect(try await ImageLookup(api: service).record(of: "alpine").image.id == "hidden")
        answer([], [], [.sample("theirs")])
        #expect(try await ImageLookup(api: service).record(of: "alpine").image.id == "theirs")
        #expect(conditions.last == ["name=alpine", "visibility=community"])
    }

    @Test("is none, or one of several, and then none is taken", arguments: [0, 2])
    func notOne(count: Int) async throws {
        let images = (0..<count).map { Image.sample("\($0)") }
        answer(images, [], [])
        await #expect(
            throws: count == 0 ? ImageLookup.Failure.none("alpine") : .several("alpine", images, hasMore: false)
        ) {
            try await ImageLookup(api: service).record(of: "alpine")
        }
    }

    @Test("is not looked for where nothing is said, and a failure is told as it is")
    func failures() async throws {
        await #expect(throws: ImageLookup.Failure.none("")) { try await ImageLookup(api: service).record(of: "") }
        #expect(service.calls.isEmpty)
        let refusal = APIError(status: 401, message: "")
        service.records = [.fails(refusal)]
        service.lists = [.fails(refusal)]
        for text in [Self.id, "alpine"] {
            await #expect(throws: ImageLookup.Failure.request(refusal)) {
                try await ImageLookup(api: service).record(of: text)
            }
        }
    }
}
