import Terminal
import Testing

@testable import Screens
@testable import ViewModels

extension KeyTests {
    func dataFile(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .completePath:
            stage.type("~/images/al")
            try await stage.wait(for: "~/images/alpine-3.20.qcow2")
            stage.press(press.key)
            #expect(stage.workspace.draft.draft.data == "~/images/alpine-3.20.qcow2")
        case .browseFiles: expect("▸ Choose a file", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("the data file has no \(press.action)")
        }
    }

    func files(_ press: Press, _ stage: Stage) async throws {
        let files = stage.workspace.files
        switch press.action {
        case .open:
            stage.press(press.key)
            try await stage.wait(for: "This folder is empty.")
            #expect(files.folder == "~/images/old")
        case .goUp, .goHome:
            stage.press(press.key)
            try await stage.wait(for: "notes.txt")
            #expect(files.folder == "~")
        case .filter: expect("esc clear", after: press, on: stage)
        case .nextOrder: expect("SIZE ↓", after: press, on: stage)
        case .reverseOrder: expect("NAME ↓", after: press, on: stage)
        case .toggleHidden:
            stage.press(press.key)
            try await stage.wait(for: ".cirros.iso.part")
        case .toggleBookmark:
            try await stage.wait(for: "bookmarked")
            stage.press(press.key)
            try await stage.wait(forNo: "bookmarked")
        case .bookmarks: expect("▸ Bookmarks", after: press, on: stage)
        case .refresh: expect("opening", after: press, on: stage)
        case .back: expect("▸ New image", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: move(press, stage, files.count) { files.selectedRow }
        }
    }

    func fileFilter(_ press: Press, _ stage: Stage) async throws {
        let files = stage.workspace.files
        switch press.action {
        case .open:
            stage.press(press.key)
            try await stage.wait(for: "This folder is empty.")
            #expect(files.folder == "~/images/old" && stage.text().contains("/ filter"))
        case .keepFilter:
            stage.type("debian")
            try await stage.wait(forNo: "alpine")
            stage.press(press.key)
            #expect(stage.text().contains("names with “debian”") && stage.text().contains("/ filter"))
        case .back:
            stage.type("debian")
            try await stage.wait(forNo: "alpine")
            stage.press(press.key)
            try await stage.wait(for: "alpine")
            #expect(stage.text().contains("/ filter"))
        case .help, .redraw, .suspend: break
        default: move(press, stage, files.count) { files.selectedRow }
        }
    }

    func bookmarks(_ press: Press, _ stage: Stage) async throws {
        let selected = {
            let canvas = stage.draw()
            return (3..<22).firstIndex { canvas[$0, 5].isSelected }.map { $0 - 3 } ?? -1
        }
        switch press.action {
        case .open:
            stage.press(.down, press.key)
            try await stage.wait(for: "image-1.qcow2")
        case .delete:
            stage.press(.down, press.key)
            try await stage.wait(forNo: "/srv/images")
            #expect(try stage.bookmarks.folders.get().count == 2)
        case .back: expect("▸ Choose a file", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: move(press, stage, 3, selected)
        }
    }

    /// Moves the bar among rows that all are in sight.
    private func move(_ press: Press, _ stage: Stage, _ count: Int, _ row: () -> Int) {
        let (last, start, end) =
            switch press.action {
            case .moveDown: (count - 1, 0, 1)
            case .pageDown, .last: (count - 1, 0, count - 1)
            case .moveUp: (count - 1, count - 1, count - 2)
            case .pageUp, .first: (count - 1, count - 1, 0)
            default: (0, 0, -1)
            }
        if start == last { for _ in 0..<last { stage.press(.down) } }
        #expect(row() == start, "\(press.action) is no move")
        stage.press(press.key)
        #expect(row() == end)
    }
}
