import Foundation
import ImageModel
import TestSupport
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct CatalogueModelTests {
    private let service = ScriptedService()

    private func page(_ ids: [String], next: String? = nil) -> ImagePage {
        ImagePage(images: ids.map { .sample($0, name: $0) }, next: next.map(ImagePage.Next.init(path:)))
    }

    private func loaded(_ pages: [ScriptedService.Step<ImagePage>]) async throws -> CatalogueModel {
        service.lists = pages
        let model = CatalogueModel(api: service, pageSize: 4)
        model.refresh()
        try await until { !model.isLoading }
        return model
    }

    @Test("the bar goes to the images before and after one, as far as the list is kept, and what follows is read")
    func neighbours() async throws {
        let service = ScriptedService()
        service.listed = ListedImages(
            (1...9).map { number in
                var image = Image.sample("\(number)")
                image.createdAt = Timestamp(rawValue: "2026-03-0\(number)T00:00:00Z")
                return image
            })
        let model = CatalogueModel(api: service, pageSize: 4)
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["9", "8", "7", "6"])
        #expect(model.image(1, after: "9")?.id == "8" && model.image(-1, after: "9") == nil)
        #expect(model.image(1, after: "6") == nil && model.image(1, after: "1") == nil)
        model.go(to: try #require(model.image(1, after: "7")))
        #expect(model.selection == "6")
        try await until { !model.isLoading }
        #expect(model.image(1, after: "6")?.id == "5")
    }

    @Test("nothing is known before the first page, and nothing is asked")
    func before() async {
        let model = CatalogueModel(api: service)
        await settle()
        #expect(service.calls.isEmpty)
        #expect(model.isFirstLoad)
        #expect(model.selectedImage == nil)
        #expect(model.selectedRow == 0)
    }

    @Test("pages follow each other until there is none, each asked for once")
    func paging() async throws {
        let model = try await loaded([.answers(page(["a", "b", "c", "d"], next: "2")), .answers(page(["e"]))])
        #expect(!model.isFirstLoad)
        #expect(model.hasMore)
        model.readOn(inSight: 0..<2)
        await settle()
        let first = ImageQuery(limit: 4, order: .newestFirst)
        #expect(service.calls == [.list(first)])
        model.readOn(inSight: 0..<3)
        model.readOn(inSight: 0..<4)
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["a", "b", "c", "d", "e"])
        #expect(!model.hasMore)
        model.readOn(inSight: 1..<5)
        await settle()
        #expect(service.calls == [.list(first), .list(ImageQuery(limit: 20, marker: "d", order: .newestFirst))])
    }

    @Test("an image that a later page repeats is listed once")
    func duplicates() async throws {
        let model = try await loaded([.answers(page(["a", "b"], next: "2")), .answers(page(["b", "c"]))])
        model.readOn(inSight: 0..<2)
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["a", "b", "c"])
    }

    @Test("a page that brings nothing new ends the list", arguments: [["b"], []])
    func repeating(_ ids: [String]) async throws {
        let model = try await loaded([.answers(page(["a", "b"], next: "2")), .answers(page(ids, next: "2"))])
        model.readOn(inSight: 0..<2)
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["a", "b"])
        #expect(!model.hasMore)
    }

    @Test("a refresh keeps the bar on its image and shows the old rows until the new ones are there")
    func refresh() async throws {
        let gate = Gate()
        let model = try await loaded([.answers(page(["a", "b"])), .waits(gate, page(["new", "a", "b"]))])
        model.selection = "b"
        #expect(model.selectedRow == 1)
        model.refresh()
        #expect(model.isLoading)
        #expect(model.images.map(\.id) == ["a", "b"])
        gate.open()
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["new", "a", "b"])
        #expect(model.selectedRow == 2)
        #expect(model.selectedImage?.id == "b")
    }

    @Test("the last of two refreshes counts")
    func twice() async throws {
        service.lists = [.waits(Gate(), page(["old"])), .answers(page(["new"]))]
        let model = CatalogueModel(api: service)
        model.refresh()
        try await until { service.calls.count == 1 }
        model.refresh()
        try await until { !model.isLoading }
        await settle()
        #expect(model.images.map(\.id) == ["new"])
        #expect(model.failure == nil)
    }

    @Test("a failure keeps the rows, and is not repeated for every row that is looked at")
    func failure() async throws {
        let model = try await loaded([
            .answers(page(["a", "b"], next: "2")), .fails(APIError(status: 503, message: "")), .answers(page(["c"])),
        ])
        model.readOn(inSight: 0..<2)
        try await until { model.failure != nil && !model.isLoading }
        #expect(model.failure?.headline == "The list could not be read (503)")
        #expect(model.images.map(\.id) == ["a", "b"])
        model.readOn(inSight: 0..<2)
        await settle()
        #expect(service.calls.count == 2)
        model.refresh()
        #expect(model.failure == nil)
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["c"])
    }

    @Test("a filter that got no answer is asked for again, and one that is refused is not", arguments: [503, 400])
    func unansweredFilter(status: Int) async throws {
        let model = try await loaded([
            .answers(page(["a"])), .fails(APIError(status: status, message: "")), .answers(page(["b"])),
        ])
        try model.filter(by: ImageFilter("name:b"), FilterContext(now: .now, project: nil))
        try await until { !model.isLoading }
        #expect(model.failure != nil && model.filter == .none && model.images.map(\.id) == ["a"])
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.failure == nil && model.images.map(\.id) == ["b"])
        #expect(try model.filter == (status == 503 ? ImageFilter("name:b") : .none))
    }

    @Test("a first page that fails is not an empty list")
    func firstFailure() async throws {
        let model = try await loaded([.fails(APIError(kind: .noAnswer, message: "refused"))])
        #expect(model.failure?.serverMessage == "refused")
        #expect(model.updatedAt == nil)
        #expect(!model.isFirstLoad)
    }

    @Test(
        "a deleted image leaves the list, and the bar goes to its neighbour",
        arguments: [
            ("a", "b"), ("b", "c"), ("c", "b"),
        ])
    func delete(_ id: String, _ neighbour: String) async throws {
        let gate = Gate()
        service.deletes = [.waits(gate, ())]
        let model = try await loaded([.answers(page(["a", "b", "c"]))])
        model.selection = id
        let image = try #require(model.selectedImage)
        service.record = image.record()
        model.delete(image)
        model.delete(image)
        #expect(model.deleting == [id])
        #expect(model.images.count == 3)
        gate.open()
        try await until { model.deleting.isEmpty }
        #expect(!model.images.contains { $0.id == id })
        #expect(model.selection == neighbour)
        #expect(service.calls.filter { $0 == .delete(id) }.count == 1)
    }

    @Test("the bar stays where it is when another image is deleted, and nowhere when none is left")
    func deleteOther() async throws {
        service.deletes = [.answers(()), .answers(())]
        service.record = Image.sample("a").record()
        let model = try await loaded([.answers(page(["a", "b"]))])
        model.selection = "b"
        model.delete(.sample("a"))
        try await until { model.deleting.isEmpty }
        #expect(model.selection == "b")
        model.delete(.sample("b"))
        try await until { model.deleting.isEmpty }
        #expect(model.selection == nil)
        #expect(model.images.isEmpty)
    }

    @Test("a delete that is refused keeps the row, says why, and does not stop the scrolling")
    func deleteRefused() async throws {
        service.deletes = [.fails(APIError(status: 403, message: "Image a is protected and cannot be deleted."))]
        let model = try await loaded([.answers(page(["a", "b"], next: "2")), .answers(page(["c"]))])
        service.record = Image.sample("a").record()
        model.delete(.sample("a"))
        try await until { model.deleting.isEmpty }
        #expect(model.images.map(\.id) == ["a", "b"])
        #expect(model.failure?.reason == "alpine is protected against deletion.")
        model.readOn(inSight: 0..<2)
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["a", "b", "c"])
        #expect(model.failure?.status == 403)
    }

    @Test("a new image is at the top with the bar on it, and what is read of it elsewhere is shown")
    func insert() async throws {
        let model = try await loaded([.answers(page(["a"]))])
        model.insert(.sample("new", status: .queued))
        model.insert(.sample("new", status: .queued))
        #expect(model.images.map(\.id) == ["new", "a"])
        #expect(model.selection == "new")
        model.update(.sample("new", status: .active))
        model.update(.sample("unknown"))
        #expect(model.images.map(\.status) == [.active, .queued])
    }

    @Test("an image that somebody else has changed since it was shown is not deleted, and is shown as it is")
    func deleteConflict() async throws {
        let model = try await loaded([.answers(page(["a", "b"]))])
        let image = try #require(model.selectedImage)
        let theirs = Image.sample("a", name: "theirs")
        service.record = theirs.record()
        model.delete(image)
        try await until { model.deleting.isEmpty }
        #expect(!service.calls.contains(.delete("a")))
        #expect(model.failure?.reason == "name was changed by somebody else since it was shown here. It is theirs now.")
        #expect(model.failure?.advice.contains("delete it again") == true)
        #expect(model.images.map(\.name) == ["theirs", "b"])
        service.deletes = [.answers(())]
        model.delete(theirs)
        try await until { model.deleting.isEmpty }
        #expect(model.images.map(\.id) == ["b"])
    }

    @Test("an image that somebody else has deleted leaves the list, and nobody here has done it")
    func deleteGone() async throws {
        let model = try await loaded([.answers(page(["a", "b"]))])
        var isOurs: Bool?
        model.onDelete = { isOurs = $1 }
        service.records = [.fails(APIError(status: 404, message: "No image found with ID a"))]
        model.delete(try #require(model.selectedImage))
        try await until { model.deleting.isEmpty }
        #expect(model.images.map(\.id) == ["b"])
        #expect(model.failure == nil && isOurs == false)
    }

    @Test("what the cloud's images have is known to completion, whichever filter holds")
    func seen() async throws {
        var image = Image.sample("a")
        image.additional = ["os_distro": .string("alpine")]
        let model = try await loaded([.answers(ImagePage(images: [image], next: nil)), .answers(page(["b"]))])
        try model.filter(by: ImageFilter("name:b"), FilterContext(now: .now, project: nil))
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["b"])
        #expect(FilterCompletion(seen: model.seen).candidates(for: "os_distro:a") == ["os_distro:alpine"])
    }
}
