import Foundation
import Terminal
import Widgets

/// The help: the guide to the screen's focused part, the screen's keys, and then those of all other places. A search narrows it
/// down to the matching rows.
@MainActor
final class HelpScreen: Screen {
    let title = "Help"
    private let subject: any Screen
    private let keys: KeyTable
    private var view = TextView()
    private var search = TextField()
    private var isSearching = false

    init(about subject: any Screen, keys: KeyTable) {
        self.subject = subject
        self.keys = keys
    }

    var place: Place { isSearching ? .helpSearch : .help }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let isLineShown = isSearching || !search.text.isEmpty
        let (text, line) = body.split(top: body.rows - (isLineShown ? 1 : 0))
        let inside = text.inset(columns: 1)
        // The last column is for the marks that tell of lines above and below.
        let columns = inside.columns - 2
        let found = HelpText(about: subject.place, canvas.glyphs, keys).lines(with: search.text, columns: columns)
        let topic = search.text.isEmpty ? subject.helpLines(columns: columns, canvas.glyphs) : []
        view.draw(topic + (topic.isEmpty ? [] : [StyledLine()]) + found.lines, into: &canvas, in: inside)
        guard isLineShown else { return }
        canvas.write("/", row: line.row, column: line.column + 1, role: .key)
        let words = search.text.isEmpty ? "" : found.count == 0 ? "nothing found" : "\(found.count) found"
        canvas.write(words, row: line.row, endColumn: line.endColumn - 1, role: found.count == 0 ? .warning : .dim)
        let field = line.split(left: 3).rest
        search.draw(
            into: &canvas, in: field.split(left: field.columns - words.count - 2).left, isFocused: isSearching)
    }

    func handle(_ key: Key) -> Response {
        if isSearching { return handleSearch(key) }
        if view.handle(key) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .search: isSearching = true
        case .back where !search.text.isEmpty: narrow(to: "")
        case .back, .help: return .back
        default: return .ignored
        }
        return .handled
    }

    /// Handles the keys of the search line. The results follow every change of its text.
    private func handleSearch(_ key: Key) -> Response {
        switch KeyBinding.action(for: key, in: place) {
        case .keepSearch: isSearching = false
        case .back:
            isSearching = false
            narrow(to: "")
        case .moveDown, .moveUp: _ = view.handle(key)
        case .help: return .back
        default:
            let before = search.text
            guard search.handle(key) else { return .ignored }
            if search.text != before { view = TextView() }
        }
        return .handled
    }

    private func narrow(to text: String) {
        search.replace(with: text)
        view = TextView()
    }
}
