import Foundation
import Terminal
import ViewModels
import Widgets

/// The file browser, which shows the files of a folder to choose one from.
@MainActor
final class FileBrowserScreen: KeyNaming {
    let title = "Choose a file"
    var keys = KeyTable.standard
    private let files: FileBrowserModel
    private let choose: @MainActor (String) -> Void
    /// The filter field, while it is being edited.
    private var filter: TextField?
    /// Keys pressed before the rows that they are meant for have been read.
    private var waiting: [Key] = []
    private var table = Table(columns: [
        .init("NAME", columns: 20, priority: 0),
        .init("SIZE", columns: 10, isRightAligned: true, priority: 1),
        .init("MODIFIED", columns: 11, priority: 2),
    ])

    /// - Parameters:
    ///   - files: The model of the browser.
    ///   - typed: The path to begin at.
    ///   - choose: Called with the path of the chosen file, as a person would type it.
    init(_ files: FileBrowserModel, at typed: String, choose: @escaping @MainActor (String) -> Void) {
        self.files = files
        self.choose = choose
        files.start(at: typed)
    }

    var place: Place { filter == nil ? .files : .fileFilter }

    var unavailable: Set<Action> { files.count == 0 ? [.open] : [] }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        if files.opening != nil { return "opening" }
        let count = Format.count(files.count)
        let range =
            files.count == 0
            ? "nothing"
            : "\(table.visible.lowerBound + 1)\(glyphs.dash)\(min(files.count, table.visible.upperBound)) of \(count)"
        return files.isReading ? "\(range)  reading" : range
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let (top, rest) = body.split(top: 1)
        drawFolder(into: &canvas, in: top.inset(columns: 1))
        let about = FileAbout(files: files, filter: filter)
        let (middle, bottom) = rest.split(top: rest.rows - about.rows(of: body))
        about.draw(into: &canvas, in: bottom)
        let cursor = canvas.cursor
        if let notice = empty(canvas.glyphs) {
            table.select(0)
            notice.draw(into: &canvas, in: middle)
        } else {
            table.order = (FileOrder.Key.allCases.firstIndex(of: files.order.key) ?? 0, files.order.isAscending)
            table.select(files.selectedRow)
            let glyphs = canvas.glyphs
            table.draw(into: &canvas, in: middle, count: files.count) { [files] row in
                Self.cells(of: files[row], glyphs, now)
            }
        }
        canvas.cursor = cursor
    }

    /// Draws the folder's path, and at the right what is hidden or filtered out.
    private func drawFolder(into canvas: inout Canvas, in line: Rect) {
        var words: [String] = []
        if files.isBookmarked { words.append("bookmarked") }
        if filter == nil, !files.filter.isEmpty { words.append("names with “\(files.filter)”") }
        let hidden = files.total - files.count
        if hidden > 0 { words.append("\(Format.count(hidden)) not shown") }
        let glyphs = canvas.glyphs
        let right = TextLayout.truncated(words.joined(separator: "   "), to: line.columns / 2, glyphs: glyphs)
        canvas.write(right, row: line.row, endColumn: line.endColumn, role: .dim)
        let room = line.columns - TextLayout.columns(of: right, charset: glyphs.charset) - 3
        let folder = files.opening.map { "\($0) \(glyphs.ellipsis)" } ?? files.folder
        canvas.write(
            TextLayout.truncatedAtStart(folder, to: room, glyphs: glyphs), row: line.row, column: line.column,
            role: .heading)
    }

    /// Returns the notice that is shown in place of rows; nil if there are rows.
    private func empty(_ glyphs: Glyphs) -> Notice? {
        guard files.count == 0 else { return nil }
        if let failure = files.failure {
            let ways = [
                (Action.goUp, "for the folder above"), (.goHome, "for the home folder"), (.refresh, "to try again"),
            ].compactMap { action, purpose in keyNames[action].map { "\($0) \(purpose)" } }
            return Notice([
                ("! " + failure.description, .error), ("", .text),
                (ways.isEmpty ? "" : "Press \(ways.joined(separator: ", ")).", .dim),
            ])
        }
        if files.isReading { return Notice([("Reading the folder\(glyphs.ellipsis)", .dim)]) }
        if !files.filter.isEmpty { return Notice([("No name here has “\(files.filter)” in it.", .text)]) }
        if files.total > 0 {
            return Notice([("There are only hidden files here." + keyNames.press(.toggleHidden, "to see them"), .text)])
        }
        return Notice([("This folder is empty.", .text)])
    }

    private static func cells(of entry: FileEntry, _ glyphs: Glyphs, _ now: Date) -> [Table.Cell] {
        let isFolder = entry.kind == .folder
        let size =
            switch entry.kind {
            case .file: entry.size.map(Format.bytes) ?? ""
            case .folder, .unknown: String(glyphs.none)
            case .device: "device"
            case .pipe: "pipe"
            case .socket: "socket"
            case .deadLink: "dead link"
            }
        return [
            .init(entry.name + (isFolder ? "/" : ""), role: isFolder ? .title : entry.kind == .file ? .text : .dim),
            .init(size, role: entry.kind == .file ? .text : .dim),
            .init(entry.modified.map { Format.ago($0, now: now) } ?? "", role: .dim),
        ]
    }

    func advance() -> Response {
        while files.isSettled, !waiting.isEmpty {
            switch take(waiting.removeFirst()) {
            case .ignored, .handled: break
            case let response:
                waiting = []
                return response
            }
        }
        return .handled
    }

    func handle(_ key: Key) -> Response {
        if isEarly(key) {
            waiting.append(key)
            return .handled
        }
        waiting = []
        return take(key)
    }

    func pick(_ item: Int) -> Response {
        guard files.isSettled, waiting.isEmpty, item < files.count else { return .handled }
        files.select(item)
        return .handled
    }

    /// Whether a key must wait for rows still being read: it is not meant to open, or to move from, what is selected now.
    private func isEarly(_ key: Key) -> Bool {
        guard !files.isSettled else { return !waiting.isEmpty }
        switch KeyBinding.action(for: key, in: place) {
        case .open, .moveDown, .moveUp, .pageDown, .pageUp, .first, .last, .toggleBookmark: return true
        case .back: return false
        // A folder that does not respond must not prevent leaving it. Once a waiting key opens the filter, these are letters.
        case .goUp, .goHome, .refresh, .bookmarks:
            return waiting.contains { KeyBinding.action(for: $0, in: place) == .filter }
        default: return !waiting.isEmpty
        }
    }

    private func take(_ key: Key) -> Response {
        table.select(files.selectedRow)
        if let filter { return handle(key, typing: filter) }
        if table.handle(key, count: files.count) {
            files.select(table.selected)
            return .handled
        }
        switch KeyBinding.action(for: key, in: place) {
        case .open: return open()
        case .goUp: files.goUp()
        case .goHome: files.go(to: "~")
        case .refresh: files.refresh()
        case .filter: filter = TextField(text: files.filter)
        case .nextOrder: files.nextOrder()
        case .reverseOrder: files.reverseOrder()
        case .toggleHidden: files.toggleHidden()
        case .toggleBookmark: files.toggleBookmark()
        case .bookmarks: return .show(BookmarksScreen(files.bookmarks) { [files] in files.go(to: $0) })
        case .back:
            files.stop()
            return .back
        default: return .ignored
        }
        return .handled
    }

    private func handle(_ key: Key, typing filter: TextField) -> Response {
        var filter = filter
        switch KeyBinding.action(for: key, in: place) {
        case .open: return open()
        case .keepFilter: self.filter = nil
        case .back:
            self.filter = nil
            files.filter = ""
        case .moveDown, .moveUp, .pageDown, .pageUp:
            _ = table.handle(key, count: files.count)
            files.select(table.selected)
        case .help: return .ignored
        default:
            guard filter.handle(key) else { return .ignored }
            self.filter = filter
            files.filter = filter.text
        }
        return .handled
    }

    private func open() -> Response {
        guard let path = files.openSelected() else {
            // The filter does not apply to the folder that is being opened.
            if files.opening != nil { filter = nil }
            return .handled
        }
        files.stop()
        choose(path)
        return .back
    }
}
