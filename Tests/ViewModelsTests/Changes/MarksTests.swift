import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct MarksTests {
    private let images = ["a", "b", "c", "d"].map { Image.sample($0, name: $0) }

    @Test("a mark is on an image until it is taken away")
    func toggle() {
        let marks = Marks()
        marks.toggle(images[2])
        marks.toggle(images[0])
        #expect(marks.images.map(\.id) == ["c", "a"])
        #expect(marks.contains("a") && !marks.contains("b"))
        marks.toggle(images[2])
        #expect(marks.images.map(\.name) == ["a"])
        marks.clear()
        #expect(marks.isEmpty && !marks.contains("a"))
    }

    @Test(
        "marks go from the last one to the image under the bar, either way",
        arguments: [
            ("a", "c", ["a", "b", "c"]), ("d", "b", ["d", "c", "b"]), ("b", "b", ["b"]),
        ])
    func through(from: String, to: String, marked: [String]) throws {
        let marks = Marks()
        marks.toggle(try #require(images.first { $0.id == from }))
        #expect(marks.extend(to: to, in: images))
        #expect(marks.images.map(\.id) == marked)
    }

    @Test("marks go on from none that is not in the list")
    func lost() {
        let marks = Marks()
        #expect(!marks.extend(to: "a", in: images))
        marks.toggle(.sample("gone"))
        #expect(!marks.extend(to: "a", in: images))
        #expect(marks.images.map(\.id) == ["gone"])
    }

    @Test("all that the filter finds are marked, those that are not loaded too, and again none")
    func all() async throws {
        let made = ChangingWorkspace()
        for number in 1001...3500 {
            var image = Image.sample("\(number)", name: number.isMultiple(of: 2) ? "even" : "odd", status: .active)
            image.createdAt = Timestamp(rawValue: "2026-01-01T00:00:00Z")
            made.service.put(image)
        }
        let (catalogue, marks) = (made.workspace.catalogue, made.workspace.marks)
        try catalogue.filter(by: ImageFilter("name:e*"), made.workspace.filterContext())
        try await until { !catalogue.isLoading }
        let before = made.service.pageCount
        catalogue.toggleAllMarks(marks)
        #expect(marks.gathered == 0 && marks.isEmpty)
        try await until { marks.gathered == nil }
        #expect(marks.count == 1250)
        #expect(marks.images.allSatisfy { $0.name == "even" })
        #expect(made.service.pageCount == before + 3)
        catalogue.toggleAllMarks(marks)
        #expect(marks.isEmpty)
        // One that is marked by itself afterwards makes it all that are wanted again.
        catalogue.toggleAllMarks(marks)
        try await until { marks.gathered == nil }
        marks.toggle(catalogue.images[0])
        #expect(marks.count == 1249)
        catalogue.toggleAllMarks(marks)
        try await until { marks.gathered == nil }
        #expect(marks.count == 1250)
    }

    @Test("all of one filter, and then all of another, are marked: the first ones stay so")
    func twoFilters() async throws {
        let made = try await ChangingWorkspace.listing(["a1", "a2", "b1", "c1"])
        let (catalogue, marks) = (made.workspace.catalogue, made.workspace.marks)
        for filter in ["name:a*", "name:b*"] {
            try catalogue.filter(by: ImageFilter(filter), made.workspace.filterContext())
            try await until { !catalogue.isLoading }
            catalogue.toggleAllMarks(marks)
            try await until { marks.gathered == nil }
        }
        #expect(Set(marks.images.map(\.id)) == ["a1", "a2", "b1"])
        catalogue.toggleAllMarks(marks)
        #expect(marks.isEmpty)
    }

    @Test("what is loaded whole is marked at once")
    func loaded() async throws {
        let made = try await ChangingWorkspace.listing(["a", "b", "c"])
        let pages = made.service.pageCount
        made.workspace.catalogue.toggleAllMarks(made.workspace.marks)
        #expect(made.workspace.marks.count == 3)
        #expect(made.service.pageCount == pages)
    }

    @Test("marking all that is called off, or fails, marks nothing")
    func calledOff() async throws {
        let made = ChangingWorkspace()
        for number in 1001...2500 { made.service.put(.sample("\(number)", name: "\(number)")) }
        made.workspace.catalogue.refresh()
        try await until { !made.workspace.catalogue.isLoading }
        let marks = made.workspace.marks
        made.service.gate = Gate()
        made.workspace.catalogue.toggleAllMarks(marks)
        try await until { marks.gathered == 1000 }
        marks.stopGathering()
        await settle()
        #expect(marks.gathered == nil && marks.isEmpty && marks.failure == nil)
        made.service.gate = nil
        made.service.pageRefusal = APIError(status: 503, message: "closed on Sundays")
        made.workspace.catalogue.toggleAllMarks(marks)
        try await until { marks.failure != nil }
        #expect(marks.failure?.headline == "The images were not marked: the list could not be read (503)")
        #expect(marks.isEmpty && marks.gathered == nil)
    }

    @Test("marks outlive another filter and another order, and the keys mean them, or else the image under the bar")
    func targets() async throws {
        let made = try await ChangingWorkspace.listing(["a", "b", "c"])
        let catalogue = made.workspace.catalogue
        catalogue.selection = "b"
        #expect(made.workspace.targets.map(\.id) == ["b"])
        try made.mark("a", "c")
        catalogue.sort(by: ImageOrder(.name, isAscending: true))
        try await until { !catalogue.isLoading }
        try catalogue.filter(by: ImageFilter("name:b*"), made.workspace.filterContext())
        try await until { !catalogue.isLoading }
        #expect(catalogue.images.map(\.id) == ["b"])
        #expect(made.workspace.targets.map(\.id) == ["a", "c"])
        #expect(made.workspace.targets.map(\.name) == ["a", "c"])
    }
}
