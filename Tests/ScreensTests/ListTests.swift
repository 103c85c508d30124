import Foundation
import ImageModel
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import ViewModels

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

    /// Has the list find out what has changed.
    private func lookAgain(_ stage: Stage) async {
        let catalogue = stage.workspace.catalogue
        catalogue.following.due = .distantPast
        catalogue.tick()
        await catalogue.followTask?.value
    }

    @Test("what others have changed, made and deleted is marked, each with a sign of its own")
    func others() async throws {
        let stage = Stage { $0.listed = ListedImages(Image.samples(count: 6)) }
        try await stage.wait(for: "updated")
        await lookAgain(stage)
        var changed = Image.samples(count: 1)[0]
        changed.name = "a name that is far too long for the column that it stands in, and goes on"
        changed.status = .deactivated
        let new = Image.sample("made-elsewhere", .queued, age: 0, number: 7)
        stage.service.listed = ListedImages(
            [new, changed] + Image.samples(count: 6).dropFirst().filter { $0.name != "image-3" })
        await lookAgain(stage)
        try stage.expect("list-followed", [.home, .small])
        try stage.expect("list-followed", [.home], charset: .ascii)
    }

    @Test("what is hidden here is shown as it is, and as about to leave the list: it is not gone")
    func hidden() async throws {
        let stage = try await stage(Image.everyday)
        var image = Image.everyday[0]
        stage.service.records[image.id] = image.record()
        image.isHidden = true
        stage.service.update = .answers(image.record())
        stage.press(.character("H"))
        try await stage.wait(for: "Done: hide alpine-3.20.")
        #expect(stage.text().contains("▌ alpine-3.20 -        ● active"))
    }

    @Test("where the service does not say what has changed, the header tells that the rows may be old")
    func unanswered() async throws {
        let stage = try await stage(Image.everyday)
        stage.service.list = .fails(APIError(kind: .noAnswer, message: "connection refused"))
        await lookAgain(stage)
        try stage.expect("list-unanswered")
    }

    @Test("where the service has more pages, the header says so")
    func morePages() async throws {
        let stage = try await stage(Image.samples(count: 100), next: .init(path: "/v2/images?marker=100"))
        try stage.expect("list-more-pages")
    }

    /// A stage whose list has so many images, of which the first page is in sight.
    private func longStage(_ count: Int = 1000) async throws -> Stage {
        let stage = Stage { $0.listed = ListedImages(Image.samples(count: count)) }
        try await stage.wait(for: "updated")
        return stage
    }

    @Test("the end of the list is one key away, however long it is")
    func scrolled() async throws {
        let stage = try await longStage()
        stage.press(.end)
        #expect(stage.text().contains("reading the end"))
        try await stage.wait(for: "19–1 from the end")
        try stage.expect("list-scrolled", roles: [.selection])
        stage.press(.up, .pageUp)
        #expect(stage.text().contains("▌ image-981"))
        stage.press(.home)
        try await stage.wait(for: "▌ image-1 ")
        #expect(stage.text().contains("1–19 of 100+"))
    }

    @Test("on the way to the end nothing waits, and what is meant for the rows there comes to them")
    func keysOnTheWay() async throws {
        let stage = try await longStage()
        stage.service.listed = nil
        stage.service.list = .hangs
        stage.press(.end, .up, .character("k"), .enter)
        try stage.expect("list-going-to-end", [.home, .small], roles: [.selection])
        stage.press(.escape)
        #expect(stage.text().contains("updated"))
        stage.press(.down)
        #expect(stage.text().contains("▌ image-2 "))
        stage.service.listed = ListedImages(Image.samples(count: 1000))
        stage.press(.end, .up, .character("k"))
        try await stage.wait(for: "▌ image-998")
    }

    @Test("keys that were meant for an end that cannot be read are forgotten")
    func keysInVain() async throws {
        let stage = try await longStage()
        stage.service.listed = nil
        stage.service.list = .fails(APIError(status: 503, message: "maintenance"))
        stage.press(.end, .character("d"))
        try await stage.wait(for: "could not be read")
        #expect(!stage.text().contains("Delete this image?"))
        #expect(stage.text().contains("▌ image-1 "))
    }

    @Test("the bar stays on its line when rows come in before it or go")
    func steady() async throws {
        let stage = try await longStage()
        stage.press(.end)
        try await stage.wait(for: "▌ image-1000")
        for _ in 0..<3 { stage.press(.pageUp) }
        func bar() -> (Int, Substring)? {
            stage.text().split(separator: "\n").enumerated().first { $0.element.contains("▌") }
                .map { ($0.offset, $0.element) }
        }
        let before = try #require(bar())
        // What comes before is read now.
        try await stage.wait { _ in stage.workspace.catalogue.images.count > 100 }
        let after = try #require(bar())
        #expect(after == before && before.0 == 3)
    }

    @Test("the column that the list is ordered by has an arrow, and is in sight")
    func orders() async throws {
        let stage = Stage { $0.listed = ListedImages(Image.samples) }
        try await stage.wait(for: "updated")
        var words: [String] = []
        for _ in ImageOrder.Key.allCases {
            stage.press(.character("s"))
            try await stage.wait(for: "updated")
            words.append(
                stage.text().split(separator: "\n")[2].split(separator: "  ").first { $0.contains(/[↑↓]/) }
                    .map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
        }
        #expect(words == ["NAME ↑", "STATUS ↑", "SIZE ↓", "UPDATED ↓", "DISK ↑", "CONTAINER ↑", "ID ↑", ""])
        stage.press(.character("S"))
        try await stage.wait(for: "CREATED ↑")
        stage.press(.character("s"), .character("s"), .character("s"))
        try await stage.wait(for: "updated")
        try stage.expect("list-by-size", [.home, .wide, .small])
        try stage.expect("list-by-size", [.home], charset: .ascii)
    }

    @Test("while a filter is typed, what is loaded is narrowed, and the line says what the cloud will be asked")
    func typing() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        try stage.expect("list-filter-empty", [.home, .small])
        stage.type("status:active debian")
        stage.press(.control("w"))
        stage.type("name:*server")
        try stage.expect("list-filter-typing", [.home, .wide, .small])
        stage.press(.control("u"))
        stage.type("status:active size>big")
        try stage.expect("list-filter-problem", [.home, .small], roles: [.error])
        stage.press(.enter)
        #expect(stage.text().contains("Filter status:active size>big"))
        stage.press(.escape)
        #expect(stage.text().contains("1–12 of 12"))
    }

    @Test("a filter that holds says what the cloud was asked, and what is matched here among how many")
    func filtered() async throws {
        let stage = try await longStage(3000)
        stage.press(.character("/"))
        stage.type("visibility:shared 99")
        stage.press(.enter)
        try await stage.wait(for: "among 3,000 read")
        try stage.expect("list-filtered", [.home, .wide, .small])
        stage.press(.escape)
        try await stage.wait(for: "1–19 of 100+")
        stage.press(.character("/"))
        stage.type("nobody-is-called-so")
        stage.press(.enter)
        try await stage.wait(for: "No image fits.")
        try stage.expect("list-filtered-vain", [.home])
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
        stage.service.image = .answers(Image.samples[0].record())
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

    @Test("a delete of what somebody else has changed says what that is")
    func conflictingDelete() async throws {
        let stage = try await stage()
        var theirs = Image.samples[0]
        theirs.name = "alpine-3.21"
        stage.service.image = .answers(theirs.record())
        stage.press(.character("d"), .character("d"))
        try await stage.wait(for: "was not deleted")
        try stage.expect("list-delete-conflict", roles: [.error])
        #expect(!stage.service.calls.contains(.delete))
    }

    @Test(
        "what others have done is marked in the first column, whichever that is",
        arguments: [
            ([ListColumn(.size), ListColumn(.visibility)], ["30 MiB ✗", "1 MiB ✱", "— +"]),
            ([ListColumn(.visibility), ListColumn(.status)], ["✗ gone", "shared ✱", "shared +"]),
        ])
    func signs(columns: [ListColumn], signs: [String]) async throws {
        var images = Image.samples(count: 6)
        images[2].size = 30 << 20
        let stage = Stage { $0.listed = ListedImages(images) }
        try await stage.wait(for: "updated")
        stage.workspace.columns.show(columns)
        await lookAgain(stage)
        images[0].isProtected = true
        let new = Image.sample("made-elsewhere", .queued, age: 0, number: 7)
        stage.service.listed = ListedImages([new] + images.filter { $0.name != "image-3" })
        await lookAgain(stage)
        let text = stage.text().replacing(#/ +/#, with: " ")
        for sign in signs { #expect(text.contains(sign), "\(text)") }
    }

    @Test("a problem that is too long for a line takes two, and what may be a slip is told as one types and after")
    func slips() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("updated<soonerorlater")
        try stage.expect("list-filter-long-problem", [.home, .small], roles: [.error])
        stage.press(.control("u"))
        stage.type("stauts:active")
        try stage.expect("list-filter-slip", [.home, .small], roles: [.warning])
        stage.press(.control("u"))
        stage.type("status:actve")
        stage.press(.enter)
        try await stage.wait(for: "no image is ever")
        try stage.expect("list-filtered-slip", [.home])
    }
}
