import Foundation
import ImageModel
import Observation
import TestSupport
import Testing

@testable import ViewModels

/// The list of a catalogue that is much longer than what is kept of it.
@Suite(.timeLimit(.minutes(10))) @MainActor struct CataloguePagingTests {
    private let service = ScriptedService()

    /// `image-0` is the newest; names, sizes and formats run otherwise.
    private static func image(_ number: Int) -> Image {
        var image = Image.sample("image-\(number)", name: "name-\(number * 7 % 10)", size: Int64(number * 13 % 101))
        let moment = Timestamp(rawValue: Date(timeIntervalSince1970: 2e9 - Double(number)).formatted(.iso8601))
        image.createdAt = moment
        image.updatedAt = moment
        image.diskFormat = number % 3 == 0 ? nil : "raw"
        return image
    }

    /// A list of so many images, of which 4 are read at first, 20 at a time after that, and 200 kept.
    private func list(_ count: Int) async throws -> CatalogueModel {
        service.listed = ListedImages((0..<count).map(Self.image))
        let model = CatalogueModel(api: service, pageSize: 4)
        model.refresh()
        try await until { !model.isLoading }
        return model
    }

    private func numbers(_ model: CatalogueModel) -> [Int] {
        model.images.compactMap { Int($0.id.dropFirst("image-".count)) }
    }

    /// Goes on, a screen of ten rows at a time, until there is nothing more.
    private func scroll(_ model: CatalogueModel, down: Bool) async throws {
        while down ? model.countAfter != 0 : model.countBefore != 0 {
            let count = model.images.count
            model.readOn(inSight: down ? max(0, count - 10)..<count : 0..<10)
            try await until { !model.isLoading }
            #expect(model.failure == nil)
        }
    }

    @Test("however long a list is, only a part of it is kept, and every image comes by in its order, there and back")
    func scrolling() async throws {
        let model = try await list(1000)
        var seen: [Int] = numbers(model)
        while model.countAfter != 0 {
            model.readOn(inSight: 0..<model.images.count)
            try await until { !model.isLoading }
            #expect(model.images.count <= 200)
            let rows = numbers(model)
            let before = try #require(model.countBefore)
            #expect(rows == Array(before..<before + rows.count))
            seen += rows.drop { seen.contains($0) }
        }
        #expect(seen == Array(0..<1000))
        #expect(model.countBefore == 800)
        try await scroll(model, down: false)
        #expect(numbers(model) == Array(0..<200))
        #expect(model.countBefore == 0 && model.countAfter == 800)
    }

    @Test("the last image is one page away, and the first one again, whatever there is between")
    func ends() async throws {
        let model = try await list(1000)
        model.selection = "image-2"
        model.go(to: .last)
        #expect(model.goingTo == .last)
        #expect(model.selection == "image-2" && numbers(model) == [0, 1, 2, 3])
        try await until { model.goingTo == nil }
        #expect(numbers(model) == [996, 997, 998, 999])
        #expect(model.selection == "image-999" && model.countBefore == nil && model.countAfter == 0)
        model.go(to: .last)
        #expect(model.goingTo == nil)
        model.readOn(inSight: 0..<4)
        try await until { !model.isLoading }
        #expect(numbers(model) == Array(976..<1000))
        #expect(model.selectedRow == 23)
        model.go(to: .first)
        try await until { model.goingTo == nil }
        #expect(numbers(model) == [0, 1, 2, 3])
        #expect(model.selection == "image-0")
        let limits = service.calls.compactMap { call -> Int? in
            guard case .list(let query) = call else { return nil }
            return query.limit
        }
        #expect(limits == [4, 4, 20, 4])
    }

    @Test("once the whole list has been read, its rows are numbered from either end")
    func total() async throws {
        let model = try await list(300)
        try await scroll(model, down: true)
        model.go(to: .first)
        try await until { !model.isLoading }
        #expect(model.countBefore == 0 && model.countAfter == 296)
        model.go(to: .last)
        try await until { !model.isLoading }
        #expect(model.countBefore == 296 && model.countAfter == 0)
        model.refresh()
        try await until { !model.isLoading }
        #expect(numbers(model).contains(299))
    }

    @Test("whoever stops on the way to an end stays where they are")
    func stopping() async throws {
        let model = try await list(1000)
        service.lists = [.hangs]
        model.selection = "image-1"
        model.go(to: .last)
        // What is stopped has been asked for: what is asked for next has another answer.
        try await until { service.lists.isEmpty }
        model.stopGoing()
        await settle()
        #expect(model.goingTo == nil && !model.isLoading && model.failure == nil)
        #expect(model.selection == "image-1" && numbers(model) == [0, 1, 2, 3])
        model.readOn(inSight: 0..<4)
        try await until { !model.isLoading }
        #expect(model.images.count == 24)
    }

    @Test("an end that cannot be read leaves the bar where it is, and says why")
    func failing() async throws {
        let model = try await list(1000)
        service.lists = [.fails(APIError(status: 503, message: ""))]
        model.selection = "image-1"
        model.go(to: .last)
        try await until { !model.isLoading }
        #expect(model.failure?.headline == "The list could not be read (503)")
        #expect(model.selection == "image-1" && numbers(model) == [0, 1, 2, 3])
    }

    @Test(
        "every order is the service's, from both ends and with the bar on the first image",
        arguments: ImageOrder.Key.allCases, [true, false])
    func orders(_ key: ImageOrder.Key, _ isAscending: Bool) async throws {
        let order = ImageOrder(key, isAscending: isAscending)
        let model = try await list(150)
        model.selection = "image-2"
        model.sort(by: order)
        #expect(model.order == order)
        try await until { !model.isLoading }
        let wanted = try #require(service.listed).sorted(by: order).map(\.id)
        // The order that the list has already is not read again.
        if order != .newestFirst { #expect(model.selection == wanted[0]) }
        try await scroll(model, down: true)
        #expect(model.images.map(\.id) == wanted)
        model.sort(by: order.reversed)
        try await until { !model.isLoading }
        model.go(to: .last)
        try await until { !model.isLoading }
        try await scroll(model, down: false)
        #expect(model.images.map(\.id) == wanted.reversed())
    }

    @Test("an order that cannot be had is not shown as if it were")
    func refusedOrder() async throws {
        let model = try await list(10)
        service.lists = [.fails(APIError(status: 400, message: "Invalid sort key"))]
        model.sort(by: ImageOrder(.size, isAscending: true))
        try await until { !model.isLoading }
        #expect(model.order == .newestFirst)
        #expect(model.failure?.status == 400)
    }

    @Test("a refresh deep in the list reads what is around the bar, not the list's beginning")
    func refreshDeep() async throws {
        let model = try await list(1000)
        for _ in 0..<20 {
            model.readOn(inSight: 0..<model.images.count)
            try await until { !model.isLoading }
        }
        model.selection = "image-300"
        service.listed?.images.removeAll { ["image-298", "image-297"].contains($0.id) }
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.selection == "image-300")
        #expect(numbers(model) == [296, 299, 300, 301, 302])
        #expect(model.countBefore == 296)
        try await scroll(model, down: false)
        #expect(numbers(model).prefix(3) == [0, 1, 2])
    }

    @Test("where all around the bar is gone, a refresh begins at the beginning")
    func refreshGone() async throws {
        let model = try await list(1000)
        model.go(to: .last)
        try await until { !model.isLoading }
        service.listed?.images.removeAll { (990...).contains(Int($0.id.dropFirst(6)) ?? 0) }
        model.refresh()
        try await until { !model.isLoading }
        #expect(numbers(model) == [0, 1, 2, 3])
        #expect(model.selection == "image-3" && model.failure == nil)
    }

    @Test("where the image is gone that a page was to follow, the page follows the one before, and it leaves the list")
    func goneMarker() async throws {
        let model = try await list(1000)
        service.listed?.images.removeAll { ["image-3", "image-2"].contains($0.id) }
        model.readOn(inSight: 0..<4)
        try await until { !model.isLoading }
        #expect(model.failure == nil)
        #expect(numbers(model) == [0, 1] + Array(4..<24))
    }

    @Test("where too many are gone, the list is read anew around the bar")
    func goneMarkers() async throws {
        let model = try await list(1000)
        service.listed?.images.removeAll { ["image-3", "image-2", "image-1"].contains($0.id) }
        model.readOn(inSight: 0..<4)
        try await until { !model.isLoading }
        #expect(model.failure == nil)
        #expect(numbers(model) == [0, 4, 5, 6])
    }

    @Test("a service that lets no page begin at any image is not asked for ever")
    func noMarkers() async throws {
        let model = try await list(1000)
        let beginning = try #require(service.listed).page(for: ImageQuery(limit: 4, order: .newestFirst))
        let refusal = ScriptedService.Step<ImagePage>.fails(APIError(status: 400, message: "no marker"))
        let refusals = [refusal, refusal, refusal]
        service.lists = refusals + [ScriptedService.Step<ImagePage>.answers(beginning)] + refusals
        for _ in 0..<2 {
            model.readOn(inSight: 0..<4)
            try await until { !model.isLoading }
        }
        #expect(service.lists.isEmpty && model.failure?.status == 400)
        #expect(numbers(model) == [0, 1, 2, 3])
    }

    @Test("a new image in another order is shown where the service has it")
    func insertElsewhere() async throws {
        let model = try await list(50)
        model.sort(by: ImageOrder(.name, isAscending: true))
        try await until { !model.isLoading }
        var new = Self.image(1000)
        new.name = "name-5-and-more"
        service.listed?.images.append(new)
        model.insert(new)
        #expect(model.selection == new.id && model.images.map(\.id) == [new.id])
        try await scroll(model, down: true)
        try await scroll(model, down: false)
        #expect(model.images == service.listed?.sorted(by: model.order))
        #expect(model.selection == new.id)
    }
}
