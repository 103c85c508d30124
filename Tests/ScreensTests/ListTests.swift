import ImageModel
import Terminal
import Testing

@testable import Screens

@Suite(.timeLimit(.minutes(10))) @MainActor struct ListTests {
    /// A stage whose list has these images.
    private func stage(_ images: [Image] = Image.samples, next: ImagePage.Next? = nil) async throws -> Stage {
        let stage = Stage { $0.list = .answers(ImagePage(images: images, next: next)) }
        try await stage.wait(for: "updated")
        return stage
    }

    @Test("until the list is there, the screen says that it is being read")
    func loading() throws {
        try Stage { $0.list = .hangs }.expect("list-loading", [.home, .wide, .small])
    }

    @Test("an empty list says how to begin")
    func empty() async throws {
        let stage = try await stage([])
        try stage.expect("list-empty", [.home, .wide, .small])
        try stage.expect("list-empty", [.home], charset: .ascii)
    }

    @Test("every status is a word and a shape, and the row under the bar is marked")
    func statuses() async throws {
        let stage = try await stage()
        stage.press(.down)
        try stage.expect("list", [.home, .wide, .small], roles: [.selection])
        try stage.expect("list", [.home], charset: .ascii)
    }

    @Test("names that are long, wide or hostile stay in their column")
    func names() async throws {
        let names = [
            "an image whose name goes on and on until nobody can remember how it began",
            "アルパイン・リナックス・イメージ・最新版", "a\u{1B}[2Jb", "user\u{202E}gpj.exe", "line\nbreak\tand tab",
            "é composed, e\u{301} combined", "👩‍👩‍👧‍👦 family 🇩🇪 flag", "\u{200B}zero width", "", " ",
        ]
        let images = names.enumerated().map { Image.sample($1, size: 1 << 30, number: $0 + 1) }
        let stage = try await stage(images)
        try stage.expect("list-names", roles: [.standIn])
        try stage.expect("list-names", [.home], charset: .ascii)
    }

    @Test("an image that is being deleted says so")
    func deleting() async throws {
        let stage = try await stage()
        stage.press(.character("d"), .character("d"))
        try await stage.wait(for: "deleting")
        try stage.expect("list-deleting")
    }

    @Test("an upload shows in the list how far it is")
    func transfer() async throws {
        let stage = try await stage(Image.everyday)
        stage.service.create = .answers(Image.sample("alpine-edge", .queued, number: 99).record())
        stage.service.image = .answers(Image.sample("alpine-edge", .saving, number: 99).record())
        try await stage.fillInData(name: "alpine-edge")
        stage.press(.control("s"))
        try await stage.wait(for: "min_disk")
        try await stage.send(20 << 20)
        stage.press(.escape)
        try stage.expect("list-transfer")
    }

    @Test("where the service has more pages, the header says so")
    func morePages() async throws {
        let stage = try await stage(Image.samples(count: 100), next: .init(path: "/v2/images?marker=100"))
        try stage.expect("list-more-pages")
    }

    @Test("the end of what is loaded is one key away, and more is read there")
    func scrolled() async throws {
        let stage = try await stage(Image.samples(count: 100), next: .init(path: "/v2/images?marker=100"))
        stage.press(.end)
        #expect(stage.text().contains("reading"))
        try stage.expect("list-scrolled", roles: [.selection])
    }

    @Test("the header tells the rows that are in sight at once, whatever the size")
    func range() async throws {
        let stage = try await stage(Image.samples(count: 100))
        #expect(stage.text(.wide).contains("1–35 of 100"))
        #expect(stage.text(.small).contains("1–11 of 100"))
        _ = stage.stack.handle(.end)
        #expect(stage.text(.small).contains("90–100 of 100"))
    }

    @Test("a failure of the first reading is explained")
    func firstFailure() async throws {
        let stage = Stage { $0.list = .fails(APIError(kind: .noAnswer, message: "connection refused")) }
        try await stage.wait(for: "could not be read")
        try stage.expect("list-failure-first", [.home, .wide, .small], roles: [.error])
    }

    @Test("a failure after a reading leaves the list in sight")
    func laterFailure() async throws {
        let stage = try await stage()
        stage.service.list = .fails(APIError(status: 503, message: "maintenance", requestID: "req-1"))
        stage.press(.control("r"))
        try await stage.wait(for: "could not be read")
        try stage.expect("list-failure", [.home, .wide, .small], roles: [.error, .selection])
    }

    @Test("a delete that is refused says what to do next")
    func refusedDelete() async throws {
        let stage = try await stage()
        stage.service.delete = .fails(
            APIError(status: 403, message: "Image b2173dd3 is protected and cannot be deleted."))
        stage.press(.character("d"), .character("d"))
        try await stage.wait(for: "was not deleted")
        try stage.expect("list-delete-refused", roles: [.error])
    }

    @Test("a terminal that is too small says how large it must be", arguments: [(10, 40), (15, 80), (24, 59), (2, 7)])
    func tooSmall(rows: Int, columns: Int) throws {
        try Stage().expect("too-small", [Size(rows: rows, columns: columns)])
    }

    @Test("however long the cloud and the project are called, the header says what the screen is")
    func longCrumbs() async throws {
        let stage = Stage(
            cloud: "production-eu-central-frankfurt-2", project: "team-infrastructure-and-platform-services"
        ) { $0.list = .answers(ImagePage(images: Image.samples(count: 30), next: nil)) }
        try await stage.wait(for: "updated")
        try stage.expect("list-long-crumbs", [.home, .wide, .small])
    }
}
