import Terminal
import ViewModels
import Widgets

/// The line in which a filter of the list is typed, with completion and the filters that were used before.
@MainActor
struct FilterLine {
    private var field: TextField
    private var completion = Completion()
    private let candidates: FilterCompletion
    private let history: FilterHistory
    /// Which of the filters of before is in the line; nil where it is what was typed.
    private var place: Int?
    /// What was typed, while one of before is in the line.
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

    /// Goes to the filter that was used before the one in the line, or after it.
    mutating func recall(older: Bool) {
        let next = (place ?? -1) + (older ? 1 : -1)
        guard next < history.filters.count, next >= -1 else { return }
        if place == nil { typed = field.text }
        place = next < 0 ? nil : next
        field.replace(with: place.map { history.filters[$0] } ?? typed)
    }

    /// Edits, or answers false where the key is not for a text.
    mutating func handle(_ key: Key) -> Bool { field.handle(key) }

    func draw(into canvas: inout Canvas, in line: Rect) {
        let used = canvas.write("Filter ", row: line.row, column: line.column, role: .labelFocused)
        field.draw(into: &canvas, in: line.split(left: used).rest, isFocused: true)
    }
}
