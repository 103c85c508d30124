import Foundation
import ImageModel
import TestSupport
import Testing

@testable import ViewModels

@Suite("A list that is printed") @MainActor struct ImageListingTests {
    private let service = ScriptedService()

    private func fill(_ count: Int) {
        service.listed = ListedImages(
            (0..<count).map { number in
                var image = Image.sample("image-\(number)", name: number % 100 == 7 ? "seven" : "other")
                image.createdAt = Timestamp(
                    rawValue: Date(timeIntervalSince1970: 2e9 - Double(number)).formatted(.iso8601))
                return image
            })
    }

    private func request(_ filter: String) throws -> FilterRequest {
        try FilterRequest(ImageFilter(filter), FilterContext(now: .distantPast, project: nil))
    }

    private func read(_ filter: String = "", limit: Int? = nil) async throws -> [Image.ID] {
        var listing = ImageListing(
            api: service, order: .newestFirst, request: try request(filter), limit: limit)
        var ids: [Image.ID] = []
        while let images = try await listing.next() { ids += images.map(\.id) }
        return ids
    }

    private var limits: [Int?] {
        service.calls.compactMap { if case .list(let query) = $0 { query.limit } else { nil } }
    }

    @Test("has every image once, in its order, on pages that grow")
    func whole() async throws {
        fill(2345)
        #expect(try await read() == (0..<2345).map { "image-\($0)" })
        #expect(limits == [100, 1000, 1000, 1000])
    }

    @Test(
        "ends after so many images, and asks for no more than those",
        arguments: [(1, [1]), (100, [100]), (150, [100, 50]), (9999, [100, 1000])])
    func limited(limit: Int, asked: [Int]) async throws {
        fill(500)
        #expect(try await read(limit: limit).count == min(limit, 500))
        #expect(limits == asked)
    }

    @Test("has only what is wanted, where the service does not filter it")
    func filteredHere() async throws {
        fill(1000)
        let wanted = (0..<10).map { "image-\($0 * 100 + 7)" }
        #expect(try await read("name:sev*") == wanted)
        #expect(try await read("name:sev*", limit: 3) == Array(wanted.prefix(3)))
    }

    @Test("goes on where the image is gone that a page was to begin at")
    func goneMarker() async throws {
        fill(300)
        var listing = ImageListing(api: service, order: .newestFirst, request: try request(""))
        var ids = try await listing.next()?.map(\.id) ?? []
        service.listed?.images.removeAll { $0.id == "image-99" }
        while let images = try await listing.next() { ids += images.map(\.id) }
        #expect(ids == (0..<300).map { "image-\($0)" })
    }

    @Test("ends with what the service refuses")
    func refused() async throws {
        let refusal = APIError(status: 403, message: "no")
        service.lists = [.fails(refusal)]
        await #expect(throws: refusal) { try await read() }
    }
}
