import Terminal
import ViewModels
import Widgets

/// The line for editing the list's filter, with completion and a history.
@MainActor
struct FilterLine {
    private var field: TextField
    private var completion = Completion()
    private let candidates: FilterCompletion
    private let history: FilterHistory
    /// The index of the history's filter that is in the line; nil if the line holds the typed text.
    private var place: Int?
    /// The typed text, while a filter of the history is in the line.
    private var typed = ""

    init(text: String, candidates: FilterCompletion, history: FilterHistory) {
        field = TextField(text: text, placeholder: "words, or status:active tag:lts size>1G updated<7d")
        self.candidates = candidates
        self.history = history
    }

    /// The text in the line.
    var text: String { field.text }

    /// Completes the last word.
    mutating func complete() {
        guard field.cursor == field.text.count else { return }
        if let next = completion.next(after: field.text, among: candidates.candidates) { field.replace(with: next) }
    }

    /// Shows the filter of the history that is older or newer than the one in the line.
    mutating func recall(older: Bool) {
        let next = (place ?? -1) + (older ? 1 : -1)
        guard next < history.filters.count, next >= -1 else { return }
        if place == nil { typed = field.text }
        place = next < 0 ? nil : next
        field.replace(with: place.map { history.filters[$0] } ?? typed)
    }

    /// Edits the text; returns false if the key is not an editing key.
    mutating func handle(_ key: Key) -> Bool { field.handle(key) }

    func draw(into canvas: inout Canvas, in line: Rect) {
        let used = canvas.write("Filter ", row: line.row, column: line.column, role: .labelFocused)
        field.draw(into: &canvas, in: line.split(left: used).rest, isFocused: true)
    }
}
