import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct DifferenceTests {
    @Test("two marked images are compared attribute by attribute, members too")
    func compares() async throws {
        let made = try await ChangingWorkspace.listing(["a", "b"])
        made.service.change("a", "tags", to: .strings(["x", "y"]))
        made.service.change("b", "tags", to: .strings(["y", "x"]))
        made.service.change("a", "os_distro", to: .string("alpine"))
        _ = try await made.service.addMember("p", to: "b")
        #expect(made.workspace.difference() == nil)
        try made.mark("a", "b")
        let model = try #require(made.workspace.difference())
        model.load()
        try await until { model.rows != nil }
        model.load()
        try await until { !model.isLoading }
        let rows = try #require(model.rows)
        #expect(rows.map(\.name).prefix(4) == ["name", "id", "status", "visibility"])
        #expect(rows.filter { !$0.isSame }.map(\.name) == ["name", "id", "os_distro", "member p"])
        let distro = try #require(rows.first { $0.name == "os_distro" })
        #expect(distro.left == "alpine" && distro.right == nil)
        let tags = try #require(rows.first { $0.name == "tags" })
        #expect(tags.isSame && tags.left == "x, y" && tags.right == "x, y")
        #expect(!rows.contains { $0.name == "self" })
    }

    @Test("an image that cannot be read is told")
    func failure() async throws {
        let made = try await ChangingWorkspace.listing(["a", "b"])
        try made.mark("a", "b")
        try await made.service.delete("b")
        let model = try #require(made.workspace.difference())
        model.load()
        try await until { model.failure != nil }
        #expect(model.failure?.headline == "The record of b could not be read (404)")
        #expect(model.rows == nil)
    }
}
