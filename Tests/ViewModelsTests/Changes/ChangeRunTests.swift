import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct ChangeRunTests {
    /// A change, what it makes of images that are as they were made, and what it is called.
    struct Case: Sendable, CustomTestStringConvertible {
        let change: ImageChange
        let words: String
        let isMade: @MainActor @Sendable (StoredImages) -> Bool
        var testDescription: String { words }

        static let all: [Case] = [
            Case(change: .protect(true), words: "protect 2 images") { $0.records["a"]?.image.isProtected == true },
            Case(change: .hide(true), words: "hide 2 images") { $0.records["a"]?.image.isHidden == true },
            Case(change: .visibility(.community), words: "make 2 images community") {
                $0.records["a"]?.image.visibility == .community
            },
            Case(change: .addTags(["lts", "old"]), words: "add the tags lts, old to 2 images") {
                $0.records["a"]?.image.tags == ["old", "lts"]
            },
            Case(change: .removeTags(["old"]), words: "take the tag old from 2 images") {
                $0.records["a"]?.image.tags == []
            },
            Case(change: .setProperty("os_distro", to: "alpine"), words: "set os_distro=alpine on 2 images") {
                $0.records["a"]?.fields["os_distro"] == .string("alpine")
            },
            Case(change: .setProperty("own", to: "2"), words: "set own=2 on 2 images") {
                $0.records["a"]?.fields["own"] == .string("2")
            },
            Case(change: .removeProperty("own"), words: "take the property own from 2 images") {
                $0.records["a"]?.fields["own"] == nil
            },
            Case(change: .offer(to: "p"), words: "offer 2 images to p") { $0.memberLists["a"]?.count == 1 },
            Case(change: .deactivate, words: "deactivate 2 images") { $0.records["a"]?.image.status == .deactivated },
            Case(change: .copyData(to: ["cheap"]), words: "copy the data of 2 images to cheap") {
                $0.records["a"]?.hasData(in: "cheap") == true
            },
        ]
    }

    private func listing() async throws -> ChangingWorkspace {
        let made = ChangingWorkspace()
        for id in ["a", "b"] {
            var image = Image.sample(id, name: id, status: .active)
            image.tags = ["old"]
            made.service.put(image, properties: ["own": "1"])
            made.service.setStores(["fast"], of: id)
        }
        made.workspace.catalogue.refresh()
        try await until { !made.workspace.catalogue.isLoading }
        try made.mark("a", "b")
        return made
    }

    @Test("every change is made of every marked image, is not needed again, and is taken back", arguments: Case.all)
    func makes(_ test: Case) async throws {
        let made = try await listing()
        let before = made.service.records
        let run = try #require(try await made.perform(test.change))
        #expect(run.words == test.words)
        #expect(run.items.map(\.outcome) == ["done", "done"])
        #expect(test.isMade(made.service))
        let count = made.service.changeCount
        let again = try #require(try await made.perform(test.change))
        #expect(again.counts == .init(needless: 2))
        #expect(made.service.changeCount <= count + 2)
        #expect(made.workspace.changes.entries.map(\.words) == [test.words])
        let undone = try #require(await made.undo())
        #expect(undone.words == "undo: " + test.words)
        #expect(undone.items.map(\.outcome) == ["done", "done"])
        #expect(made.service.records == before)
        #expect(made.service.memberLists["a"]?.isEmpty != false)
        #expect(made.workspace.changes.last == nil)
        // The list shows what is there.
        #expect(made.workspace.catalogue.listed("a") == made.image("a"))
    }

    @Test("members are taken away, and offers are answered, and both are taken back")
    func members() async throws {
        let made = try await listing()
        try await made.perform(.offer(to: "p"))
        try await made.perform(.answer(for: "p", .accepted))
        #expect(made.service.memberLists["a"]?.map(\.status) == [.accepted])
        try await made.perform(.withdraw(from: "p"))
        #expect(made.service.memberLists["a"] == [])
        let withdrawn = try #require(await made.undo())
        #expect(withdrawn.items[0].outcome == "done: offered again; the offer was accepted, and is pending now")
        // The answer that was given is not there any more.
        let answered = try #require(await made.undo())
        #expect(answered.counts == .init(needless: 2))
        await made.undo()
        #expect(made.service.memberLists["a"] == [])
    }

    @Test("no more than a few are changed at once")
    func few() async throws {
        let made = try await ChangingWorkspace.listing((1...20).map { "image-\($0)" })
        made.workspace.catalogue.toggleAllMarks(made.workspace.marks)
        let gate = Gate()
        made.service.gate = gate
        let run = try #require(made.workspace.begin(.protect(true), of: made.workspace.targets))
        try await until { made.service.underWay == ChangeRun.limit }
        await settle()
        #expect(made.service.mostUnderWay == ChangeRun.limit)
        gate.open()
        await run.finish()
        #expect(made.service.records.values.allSatisfy { $0.image.isProtected })
    }

    @Test("protected images are refused in a delete, each with the service's words; the others are gone")
    func protected() async throws {
        let made = try await ChangingWorkspace.listing(["a", "b", "c"])
        made.service.change("b", "protected", to: .bool(true))
        made.workspace.catalogue.refresh()
        try await until { !made.workspace.catalogue.isLoading }
        try made.mark("a", "b", "c")
        let run = try #require(try await made.perform(.delete))
        #expect(run.items.map(\.outcome) == ["done", "refused: Image b is protected and cannot be deleted.", "done"])
        #expect(made.workspace.catalogue.images.map(\.id) == ["b"])
        #expect(made.workspace.marks.images.map(\.id) == ["b"])
        // What is protected no more is deleted when it is tried again, once that is known here.
        made.service.change("b", "protected", to: .bool(false))
        run.retry()
        await run.finish()
        #expect(run.items[1].outcome.contains("protected was changed by somebody else since it was shown here."))
        run.retry()
        await run.finish()
        #expect(run.counts == .init(done: 3))
        #expect(made.workspace.changes.last?.finality != nil)
        #expect(made.workspace.undo() == nil)
    }

    @Test("what somebody else has changed since is told, and overwritten only when it is tried again")
    func conflict() async throws {
        let made = try await listing()
        made.service.change("a", "visibility", to: .string("public"))
        let run = try #require(try await made.perform(.visibility(.private)))
        #expect(
            run.items.map(\.outcome) == [
                "refused: visibility was changed by somebody else since it was shown here. It was shared, and is public now.",
                "done",
            ])
        #expect(made.image("a")?.visibility == .public)
        #expect(made.workspace.catalogue.listed("a")?.visibility == .public)
        run.retry()
        await run.finish()
        #expect(made.image("a")?.visibility == .private)
        // All of a run is one change.
        #expect(made.workspace.changes.entries.count == 1)
        await made.undo()
        #expect(made.image("a")?.visibility == .public && made.image("b")?.visibility == .shared)
    }

    @Test("what was changed here is nobody else's change, where the list no longer has the image, too")
    func unlisted() async throws {
        let made = try await listing()
        try made.workspace.catalogue.filter(by: ImageFilter("name:none*"), made.workspace.filterContext())
        try await until { !made.workspace.catalogue.isLoading }
        #expect(made.workspace.catalogue.images.isEmpty)
        for change in [ImageChange.setProperty("own", to: "2"), .setProperty("os_distro", to: "alpine"), .hide(true)] {
            #expect(try await made.perform(change)?.items.map(\.outcome) == ["done", "done"])
        }
        #expect(try await made.perform(.removeProperty("own"))?.items.map(\.outcome) == ["done", "done"])
        // What somebody else changes is told all the same.
        made.service.change("a", "os_distro", to: .string("debian"))
        let run = try await made.perform(.removeProperty("os_distro"))
        #expect(run?.counts == .init(done: 1, refused: 1))
    }

    @Test("what is called off is left, and what has begun ends; the rest can be done later")
    func stop() async throws {
        let made = try await ChangingWorkspace.listing((1...9).map { "image-\($0)" })
        made.workspace.catalogue.toggleAllMarks(made.workspace.marks)
        let gate = Gate()
        made.service.gate = gate
        let run = try #require(made.workspace.begin(.protect(true), of: made.workspace.targets))
        try await until { made.service.underWay == ChangeRun.limit }
        #expect(made.workspace.isChanging)
        #expect(made.workspace.begin(.delete, of: made.workspace.targets) == nil)
        run.stop()
        #expect(run.isStopping && run.counts.left == 5)
        gate.open()
        await run.finish()
        #expect(run.counts == .init(done: 4, left: 5))
        #expect(made.service.changeCount == 4)
        run.retry()
        await run.finish()
        #expect(run.counts == .init(done: 9))
    }

    @Test("where the service is not reached any more the rest is left, for another try; one lost answer is no reason")
    func unreached() async throws {
        let ids = (10...49).map { "\($0)" }
        let made = try await ChangingWorkspace.listing(ids)
        let lost = APIError(kind: .timedOut, message: "")
        made.service.refusals = ["12": lost]
        made.workspace.catalogue.toggleAllMarks(made.workspace.marks)
        let whole = try #require(try await made.perform(.protect(true)))
        #expect(whole.counts.done == 39 && whole.counts.refused == 1 && whole.counts.left == 0)
        // One that is as wanted already would be an answer among those that are lost.
        made.service.refusals = [:]
        whole.retry()
        await whole.finish()
        #expect(whole.counts == .init(done: 40))
        made.service.refusals = Dictionary(uniqueKeysWithValues: ids.map { ($0, lost) })
        let run = try #require(try await made.perform(.protect(false)))
        let refused = run.counts.refused
        #expect(refused >= ChangeRun.patience && refused < ChangeRun.patience + ChangeRun.limit)
        #expect(run.counts == .init(refused: refused, left: 40 - refused))
        made.service.refusals = [:]
        run.retry()
        await run.finish()
        #expect(run.counts.left == 0 && run.counts.refused == 0)
    }

    @Test("where the login is refused, no more is begun")
    func lockedOut() async throws {
        let made = try await ChangingWorkspace.listing((10...29).map { "\($0)" })
        made.service.readRefusal = APIError(status: 401, message: "")
        made.workspace.catalogue.toggleAllMarks(made.workspace.marks)
        let run = try #require(try await made.perform(.protect(true)))
        #expect(run.counts.refused <= ChangeRun.limit && run.counts.left == 20 - run.counts.refused)
    }

    @Test("what is refused is tried again, and nothing else")
    func retry() async throws {
        let made = try await listing()
        made.service.refusals = ["b": APIError(status: 403, message: "closed on Sundays")]
        let run = try #require(try await made.perform(.hide(true)))
        #expect(run.items.map(\.outcome) == ["done", "refused: closed on Sundays"])
        guard case .refused(let explanation) = run.items[1].state else { return }
        #expect(explanation.headline == "b was not changed (403)")
        let count = made.service.changeCount
        made.service.refusals = [:]
        #expect(run.mayRetry)
        run.retry()
        await run.finish()
        #expect(made.service.changeCount == count + 1)
        #expect(run.counts == .init(done: 2) && !run.mayRetry)
    }

    @Test("what a service could not do several at a time is tried once more, one after the other")
    func overload() async throws {
        let made = try await ChangingWorkspace.listing((1...9).map { "image-\($0)" })
        made.workspace.catalogue.toggleAllMarks(made.workspace.marks)
        let broken = APIError(status: 500, message: "database is locked")
        made.service.refusals = ["image-3": broken, "image-4": broken]
        let run = try #require(try await made.perform(.protect(true)))
        #expect(run.counts == .init(done: 7, refused: 2))
        #expect(made.service.changeCount == 11)
        made.service.refusals = [:]
        made.service.mostAtOnce = 1
        try await made.perform(.hide(true))
        #expect(made.service.records.values.allSatisfy { $0.image.isHidden })
    }

    @Test("an image that is gone needs no delete")
    func gone() async throws {
        let made = try await ChangingWorkspace.listing(["a"])
        try made.mark("a")
        try await made.service.delete("a")
        let run = try #require(try await made.perform(.delete))
        #expect(run.items[0].outcome == "needless: it is gone already")
        #expect(made.workspace.catalogue.images.isEmpty && made.workspace.marks.isEmpty)
    }
}

extension ChangeRun.Counts {
    /// Counts of which only some are not 0.
    fileprivate init(done: Int = 0, needless: Int = 0, refused: Int = 0, left: Int = 0) {
        self.init()
        (self.done, self.needless, self.refused, self.left) = (done, needless, refused, left)
    }
}
