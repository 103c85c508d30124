import Terminal
import Widgets

/// The tour's text, in a corner of the screen.
struct TourPanel {
    let tour: Tour
    let keys: KeyTable
    let place: Place
    /// Whether the screen on top is drawn over another one, in the middle or at the bottom.
    let isOverlay: Bool

    func draw(into canvas: inout Canvas, in body: Rect) {
        // Do not cover a question.
        guard let step = tour.step, place != .question else { return }
        let charset = canvas.glyphs.charset
        let columns = min(44, body.columns - 6)
        let text = way(to: step.begins) + step.text
        let lines = TextLayout.wrapped(text, columns: columns, charset: charset)
        let (rows, width) = (lines.count + 3, columns + 4)
        let top = isOverlay ? body.row : max(body.row, body.endRow - rows - Self.below(place))
        let outer = Rect(
            row: top, column: body.endColumn - width - 1, rows: min(rows, body.rows), columns: width)
        canvas.fill(outer, role: .dialog)
        canvas.box(outer)
        let heading = " Tour \(tour.number + 1) of \(tour.steps.count): \(step.title) "
        canvas.write(heading, row: outer.row, column: outer.column + 2, role: .title, limit: outer.columns - 4)
        let inside = outer.inset(rows: 1, columns: 2)
        StyledLine.draw(lines.map { StyledLine($0, role: .dialog) }, into: &canvas, in: inside)
        let hints = keys.rows(of: .tour).compactMap { row in
            row.label.flatMap { label in row.keys.first.map { ($0, label) } }
        }
        KeyHints(hints.map { ($0.0.name, $0.1) }, keys: hints.map(\.0)).draw(
            into: &canvas, in: Rect(row: outer.endRow - 2, column: inside.column, rows: 1, columns: inside.columns))
    }

    /// Returns how to get to where a step begins; an empty text if the person is there.
    private func way(to begin: TourStep.Begin) -> String {
        let keys = KeyNames(keys, in: place)
        switch begin {
        case .anywhere: return ""
        case .inForm where [.form, .dataFile].contains(place): return ""
        case .inForm where place == .list: return keys[.newImage].map { "The form first: \($0). " } ?? ""
        case .onList where place == .list: return ""
        case .onList, .inForm: return "Back to the list first" + (keys[.back].map { ": \($0)" } ?? "") + ". "
        }
    }

    /// Returns the number of rows at the bottom that are taken by an input line.
    private static func below(_ place: Place) -> Int {
        switch place {
        case .listFilter: 3
        case .recordSearch, .helpSearch: 1
        default: 0
        }
    }
}
