import Foundation
import Terminal
import ViewModels
import Widgets

/// The file browser's bookmarks: folders to go to.
@MainActor
final class BookmarksScreen: KeyNaming {
    var keys = KeyTable.standard
    let place = Place.bookmarks
    let title = "Bookmarks"
    private let bookmarks: Bookmarks
    private let go: @MainActor (String) -> Void
    private var table = Table(columns: [.init("FOLDER", columns: 20, priority: 0)])

    /// - Parameter go: Called with the chosen folder, as the screen closes.
    init(_ bookmarks: Bookmarks, go: @escaping @MainActor (String) -> Void) {
        self.bookmarks = bookmarks
        self.go = go
        bookmarks.refresh()
    }

    private var folders: [String] { bookmarks.folders }

    var unavailable: Set<Action> { folders.isEmpty ? [.open, .delete] : [] }

    func status(now: Date, _ glyphs: Glyphs) -> String { "kept in \(bookmarks.location)" }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        var body = body
        if let failure = bookmarks.failure {
            let lines = TextLayout.wrapped(
                "! " + failure, columns: body.columns - 2, charset: canvas.glyphs.charset
            ).map { StyledLine($0, role: .error) }
            let (top, rest) = body.split(top: lines.count + 1)
            StyledLine.draw(lines, into: &canvas, in: top.inset(columns: 1))
            body = rest
        }
        guard !folders.isEmpty else {
            if bookmarks.failure == nil { beginning.draw(into: &canvas, in: body) }
            return
        }
        table.draw(into: &canvas, in: body, count: folders.count) { [folders] in [.init(folders[$0])] }
    }

    private var beginning: Notice {
        let how = keys.name(of: .toggleBookmark, in: .files).map {
            "In the file browser, \($0) gives the folder that you are in a bookmark."
        }
        return Notice([("There are no bookmarks yet.", .title), ("", .text), (how ?? "", .text)])
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: folders.count) { return .handled }
        guard let action = KeyBinding.action(for: key, in: place) else { return .ignored }
        let folder = folders.indices.contains(table.selected) ? folders[table.selected] : nil
        switch action {
        case .open:
            guard let folder else { return .handled }
            go(folder)
            return .back
        case .delete:
            if let folder { bookmarks.remove(folder) }
            return .handled
        case .back: return .back
        default: return .ignored
        }
    }
}
