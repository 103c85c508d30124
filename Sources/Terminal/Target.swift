/// The meaning of a click on something. Drawing code records it on the canvas, so that positions need not be computed again.
package enum Target: Hashable, Sendable {
    /// The same as pressing a key.
    case key(Key)
    /// A row, field or button, by a number that the top screen understands.
    case item(Int)
    /// The title of a table's column, by the column's number.
    case title(Int)
    /// A grapheme of a text being typed, by its distance from the cursor; negative before it.
    case grapheme(Int)
}

extension Canvas {
    /// A part of the canvas with the target of clicks on it.
    struct Mark: Hashable, Sendable {
        let rect: Rect
        let target: Target
    }

    /// Sets the target of clicks in a rectangle. Later targets cover earlier ones.
    package mutating func mark(_ rect: Rect, as target: Target) {
        guard !rect.isEmpty else { return }
        marks.append(Mark(rect: rect, target: target))
    }

    /// Removes all targets, because something else is drawn on top.
    package mutating func forgetTargets() { marks = [] }

    /// Returns the target of a click on a cell; nil if there is none.
    package func target(at position: Position) -> Target? {
        marks.last { mark in
            (mark.rect.row..<mark.rect.endRow).contains(position.row)
                && (mark.rect.column..<mark.rect.endColumn).contains(position.column)
        }?.target
    }
}
