import ImageModel
import Terminal
import Testing
import Widgets

@testable import Screens
@testable import ViewModels

/// A key of the table, and what it is to do.
struct Press: Sendable, CustomTestStringConvertible {
    let place: Place
    let action: Action
    let key: Key

    var testDescription: String { "\(place): \(key.name) → \(action)" }

    static let all: [Press] = KeyBinding.table.flatMap { binding in
        binding.keys.flatMap { key -> [Press] in
            guard binding.place == .everywhere else {
                return [Press(place: binding.place, action: binding.action, key: key)]
            }
            // Where text is typed, a letter is a letter.
            return Place.allCases.filter { !$0.takesText || !key.isCharacter }.map {
                Press(place: $0, action: binding.action, key: key)
            }
        }
    }
}

@Suite(.timeLimit(.minutes(10))) @MainActor struct KeyTests {
    @Test("every key of the table does what the table says", arguments: Press.all)
    func does(press: Press) async throws {
        let stage = try await Stage.at(press.place)
        let isEverywhere = KeyBinding.rows(of: .everywhere).contains { $0.action == press.action }
        switch press.place {
        case _ where isEverywhere: break
        case .everywhere: break
        case .list: try await list(press, stage)
        case .form: try await form(press, stage)
        case .dataFile: try await dataFile(press, stage)
        case .bring: try await bring(press, stage)
        case .bringFile: try await bringFile(press, stage)
        case .files: try await files(press, stage)
        case .listFilter: try await listFilter(press, stage)
        case .fileFilter: try await fileFilter(press, stage)
        case .bookmarks: try await bookmarks(press, stage)
        case .review: try await review(press, stage)
        case .properties: try await properties(press, stage)
        case .search: search(press, stage)
        case .value: value(press, stage)
        case .presets: try await presets(press, stage)
        case .record: try await record(press, stage)
        case .recordSearch: recordSearch(press, stage)
        case .edit: try await edit(press, stage)
        case .patch: try await patch(press, stage)
        case .save: try await save(press, stage)
        case .clouds: clouds(press, stage)
        case .copy: try await copy(press, stage)
        case .transfers: try await transfers(press, stage)
        case .themes: themes(press, stage)
        case .cutOff: try await cutOff(press, stage)
        case .columns: columns(press, stage)
        case .views: views(press, stage)
        case .changes: changes(press, stage)
        case .confirmation: try await confirmation(press, stage)
        case .changeRun: try await changeRun(press, stage)
        case .difference: try await difference(press, stage)
        case .question: try await question(press, stage)
        case .palette: palette(press, stage)
        case .help: help(press, stage)
        case .helpSearch: helpSearch(press, stage)
        case .answer: answer(press, stage)
        case .tour: tour(press, stage)
        }
        switch press.action {
        case .help where [.help, .helpSearch].contains(press.place):
            stage.press(press.key)
            #expect(!stage.text().contains("▸ Help"))
        case .help:
            stage.press(press.key)
            #expect(stage.text().contains("▸ Help"))
            stage.press(.escape)
            #expect(!stage.text().contains("▸ Help"))
        case .palette:
            stage.press(press.key)
            #expect(stage.text().contains(" Commands ") == (press.place != .palette))
        case .redraw: #expect(stage.press(press.key) == .redraw)
        case .toggleMouse: #expect(stage.press(press.key) == .toggleMouse)
        case .suspend: #expect(stage.press(press.key) == .suspend)
        default: #expect(press.place != .everywhere)
        }
    }

    private func list(_ press: Press, _ stage: Stage) async throws {
        let catalogue = stage.workspace.catalogue
        let last = catalogue.images.count - 1
        func move(to row: Int) {
            stage.press(press.key)
            #expect(catalogue.selectedRow == row)
        }
        switch press.action {
        case .newImage: expect("▸ New image", after: press, on: stage)
        case .newLikeThis: expect("[\(catalogue.images[0].nameOrID)", after: press, on: stage)
        case .open:
            stage.press(press.key)
            try await stage.wait(for: "container_format")
        case .changeImage:
            stage.press(press.key)
            try await stage.wait(for: "▸ alpine-3.20 ▸ Change")
            stage.press(.escape, .escape, .character(" "))
            expect("▸ Change alpine-3.20", after: press, on: stage)
        case .copyID:
            #expect(stage.press(press.key) == .copy(catalogue.images[0].id))
            stage.press(.down, .character(" "), .character(" "))
            #expect(stage.press(press.key) == .copy(catalogue.images[1...2].map(\.id).joined(separator: "\n")))
        case .delete: expect("Delete this image?", after: press, on: stage)
        case .refresh: expect("reading", after: press, on: stage)
        case .details:
            stage.service.list = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.press(.control("r"))
            try await stage.wait(for: "could not be read")
            expect("closed on Sundays", after: press, on: stage)
        case .transfers: expect("▸ Transfers", after: press, on: stage)
        case .bringData:
            expect("alpine-3.20 takes no data, for it is active", after: press, on: stage)
            stage.press(.down, .down)
            expect("▸ Bring data ▸ windows-2022", after: press, on: stage)
        case .copyToCloud: expect("▸ Copy alpine-3.20", after: press, on: stage)
        case .saveData: expect("Save alpine-3.20 to a file", after: press, on: stage)
        case .themes: expect("▸ Themes", after: press, on: stage)
        case .chooseColumns: expect("▸ Columns", after: press, on: stage)
        case .views: expect("▸ Views", after: press, on: stage)
        case .filter:
            stage.press(press.key)
            #expect(stage.text().contains("Filter "))
        case .nextOrder:
            stage.press(press.key)
            #expect(catalogue.order == .newestFirst.next)
        case .reverseOrder:
            stage.press(press.key)
            #expect(catalogue.order == .newestFirst.reversed)
        case .stopReading:
            stage.service.list = .hangs
            stage.press(.character("s"))
            #expect(catalogue.goingTo == .first)
            stage.press(press.key)
            #expect(catalogue.goingTo == nil && catalogue.order == .newestFirst)
        case .quit: #expect(stage.press(press.key) == .quit)
        case .toggleMark, .markThrough, .markAll, .changeMarked, .compareMarked, .undo, .toggleProtection,
            .toggleHiding,
            .chooseVisibility, .toggleActivation:
            marks(press, stage)
        case .moveDown: move(to: 1)
        case .pageDown, .last: move(to: last)
        case .moveUp:
            stage.press(.end)
            move(to: last - 1)
        case .pageUp, .first:
            stage.press(.end)
            move(to: 0)
        case .help, .redraw, .suspend: break
        default: Issue.record("the list has no \(press.action)")
        }
    }

    private func listFilter(_ press: Press, _ stage: Stage) async throws {
        let catalogue = stage.workspace.catalogue
        switch press.action {
        case .applyFilter:
            stage.type("status:active")
            stage.press(press.key)
            #expect(catalogue.filter.text == "status:active")
        case .completeFilter:
            stage.type("vis")
            stage.press(press.key)
            #expect(stage.text().contains("Filter visibility:"))
        case .olderFilter, .newerFilter:
            stage.workspace.filterHistory.add("first")
            stage.workspace.filterHistory.add("second")
            stage.press(.up, .up)
            #expect(stage.text().contains("Filter first"))
            if press.action == .olderFilter { stage.press(.down, .down) }
            stage.press(press.key)
            #expect(stage.text().contains("Filter second"))
        case .back:
            stage.type("alpine")
            #expect(catalogue.images.count == 1)
            stage.press(press.key)
            #expect(!stage.text().contains("Filter ") && catalogue.images.count == Image.samples.count)
        case .help, .redraw, .suspend: break
        default: Issue.record("the list's filter has no \(press.action)")
        }
    }

    private func transfers(_ press: Press, _ stage: Stage) async throws {
        let all = stage.workspace.transfers.all
        func isCalledOff(_ transfer: TransferModel) async throws {
            transfer.cancel()
            await transfer.finish()
        }
        switch press.action {
        case .open:
            stage.press(press.key)
            try await stage.wait(for: "container_format")
        case .cancelTransfer:
            stage.press(press.key)
            await all[0].finish()
            #expect(all[0].state == .cancelled)
        case .holdTransfer:
            stage.press(press.key)
            #expect(all[0].isHeld)
            stage.press(press.key)
            #expect(!all[0].isHeld)
        case .retryTransfer:
            try await isCalledOff(all[0])
            stage.press(press.key)
            #expect(all[0].state == .sending)
        case .otherMethod:
            try await isCalledOff(all[0])
            expect("Bring the data by which method?", after: press, on: stage)
        case .clearFinished:
            try await isCalledOff(all[0])
            stage.press(press.key)
            #expect(stage.workspace.transfers.all.count == 1)
        case .details:
            stage.service.upload = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.service.bytes.finish()
            await all[0].finish()
            expect("closed on Sundays", after: press, on: stage)
        case .moveDown, .moveUp:
            stage.press(press.action == .moveDown ? press.key : .down)
            if press.action == .moveUp { stage.press(press.key) }
            stage.press(.character("x"))
            let chosen = all[press.action == .moveDown ? 1 : 0]
            await chosen.finish()
            #expect(chosen.state == .cancelled)
        case .back: expect("▸ Images  ", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("the transfers have no \(press.action)")
        }
    }

    private func cutOff(_ press: Press, _ stage: Stage) async throws {
        let others = stage.workspace.others
        switch press.action {
        case .completeTransfer:
            stage.service.image = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.press(press.key)
            await others.finishReading()
            #expect(others.refusals.count == 1)
        case .forgetTransfer:
            stage.press(press.key)
            await others.finishReading()
            #expect(others.cutOff.isEmpty)
        case .help, .redraw, .suspend: break
        default: Issue.record("a transfer that was cut off has no \(press.action)")
        }
    }

    private func form(_ press: Press, _ stage: Stage) async throws {
        stage.type("kept")
        let draft = stage.workspace.draft
        switch press.action {
        case .create:
            stage.press(press.key)
            #expect(draft.isSending)
            try await stage.wait(for: "sending")
        case .nextField:
            stage.press(press.key)
            #expect(stage.draw().cursor?.row == 3)
        case .previousField:
            stage.press(.tab, press.key)
            #expect(stage.draw().cursor?.row == 2)
        case .details:
            stage.service.create = .fails(APIError(status: 400, message: "not on Sundays"))
            stage.press(.control("s"))
            try await stage.wait(for: "was not created")
            expect("not on Sundays", after: press, on: stage)
        case .takeSuggestions:
            stage.put(DiskBytes.kernel, in: "alpine-3.20.qcow2")
            stage.press(.up)
            stage.type("~/images/alpine-3.20.qcow2")
            try await stage.wait(for: "F6 take")
            stage.press(press.key)
            #expect(draft.draft.properties == ["architecture=x86_64", "os_type=linux"])
        case .clearDraft: expect("Empty every field?", after: press, on: stage)
        case .review: expect("▸ Review", after: press, on: stage)
        case .showProperties: expect("▸ Properties", after: press, on: stage)
        case .choosePreset: expect("▸ Presets", after: press, on: stage)
        case .browseFiles: expect("▸ Choose a file", after: press, on: stage)
        case .back:
            expect("▸ Images  ", after: press, on: stage)
            #expect(draft.draft.name == "kept")
        case .help, .redraw, .suspend: break
        default: Issue.record("the form has no \(press.action)")
        }
    }

    private func review(_ press: Press, _ stage: Stage) async throws {
        let draft = stage.workspace.draft
        let review = stage.workspace.review().review
        let small = { stage.text(.small) }
        switch press.action {
        case .create:
            stage.press(press.key)
            #expect(draft.isSending)
            try await stage.wait(for: "sending")
        case .copyCurl: #expect(stage.press(press.key) == .copy(review.curl + "\n"))
        case .copyClient: #expect(stage.press(press.key) == .copy(try #require(review.client.text) + "\n"))
        case .copyBody: #expect(stage.press(press.key) == .copy(#"{"name":"kept"}"#))
        case .refresh:
            let count = stage.service.calls.count { $0 == .usage }
            expect("asking the cloud", after: press, on: stage)
            try await stage.wait(forNo: "asking the cloud")
            #expect(stage.service.calls.count { $0 == .usage } == count + 1)
        case .moveDown, .pageDown, .last:
            let top = small()
            #expect(top.contains("What will happen") && top.contains("↓"))
            stage.stack.handle(press.key, at: .small)
            #expect(small() != top && small().contains("↑"))
        case .moveUp, .pageUp, .first:
            let top = small()
            stage.stack.handle(press.action == .moveUp ? .down : .pageDown, at: .small)
            #expect(small() != top)
            stage.stack.handle(press.key, at: .small)
            #expect(small() == top)
        case .back:
            expect("▸ New image", after: press, on: stage)
            #expect(draft.draft.name == "kept")
        case .help, .redraw, .suspend: break
        default: Issue.record("the review has no \(press.action)")
        }
    }

    private func question(_ press: Press, _ stage: Stage) async throws {
        let focused = {
            let canvas = stage.draw()
            return String(
                (0..<24).flatMap { row in (0..<80).map { canvas[row, $0] } }.filter { $0.role == .buttonFocused }
                    .map(\.character))
        }
        switch press.action {
        case .pressButton:
            stage.press(.tab, press.key)
            try await stage.wait(for: "deleting")
        case .nextButton, .previousButton:
            #expect(focused() == "[ keep it ]")
            stage.press(press.key)
            #expect(focused() == "[ delete ]")
        case .back:
            stage.press(.tab, press.key)
            #expect(!stage.text().contains("Delete this image?"))
            #expect(stage.workspace.catalogue.deleting.isEmpty)
        case .help, .redraw, .suspend: break
        default: Issue.record("a question has no \(press.action)")
        }
    }

    func expect(
        _ text: String, after press: Press, on stage: Stage, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        stage.press(press.key)
        #expect(stage.text().contains(text), sourceLocation: sourceLocation)
    }

    /// Opens a record that this gaze sends data to.
    func upload(on stage: Stage, by method: String? = nil) async throws {
        let image = Image.sample("alpine-edge", .queued, number: 99)
        stage.service.create = .answers(image.record())
        stage.service.image = .answers(image.record())
        stage.press(.escape)
        try await stage.fillInData(name: "alpine-edge")
        if let method {
            stage.workspace.draft.loadChoices()
            await stage.workspace.draft.finishLoading()
            stage.workspace.draft.draft.method = method
        }
        stage.press(.control("s"))
        try await stage.wait(for: "0 B of")
    }

    @Test("no key has two meanings in one place", arguments: Place.allCases)
    func unique(place: Place) {
        let rows = KeyBinding.rows(of: place) + (place == .everywhere ? [] : KeyBinding.rows(of: .everywhere))
        let keys = rows.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        #expect(Set(rows.map(\.action)).count == rows.count)
    }

    @Test("every footer fits its line and shows help", arguments: Place.allCases, [Size.home, .small])
    func footer(place: Place, size: Size) async throws {
        let stage = try await Stage.at(place)
        let footer = try #require(stage.draw(size).lines.last)
        #expect(footer.hasSuffix(place.takesText ? "F1 help" : "? help"))
        #expect(footer.count < size.columns)
    }

    @Test("however much there is to do, a footer shows the way out and help", arguments: Place.allCases)
    func fullFooter(place: Place) async throws {
        let bindings = [place, place.whole].compactMap(\.self).flatMap(KeyBinding.rows)
        guard let out = bindings.first(where: { $0.action == .back || $0.action == .quit })?.label else {
            #expect(place == .everywhere || place == .tour)
            return
        }
        for size in [Size.home, .small] {
            var canvas = Canvas(size: size, charset: .ascii)
            ScreenStack.hints(of: place, without: [], canvas.glyphs).draw(
                into: &canvas, in: canvas.bounds.inset(columns: 1))
            #expect(canvas.lines[0].contains(out) && canvas.lines[0].contains("help"), "\(canvas.lines[0])")
        }
    }

    @Test("a paste never counts as keys", arguments: Place.allCases)
    func paste(place: Place) async throws {
        let stage = try await Stage.at(place)
        let before = stage.text()
        #expect(stage.press(.paste("qdn")) == nil)
        #expect(place.takesText || stage.text() == before)
    }

    @Test("keys that mean nothing change nothing", arguments: Place.allCases)
    func unknown(place: Place) async throws {
        let stage = try await Stage.at(place)
        let before = stage.text()
        #expect(stage.press(.function(12), .insert, .alt("z"), .control("x")) == nil)
        #expect(stage.text() == before)
    }
}
