/// What a click means where something was drawn: whoever draws it says so on the canvas, so that nobody has to find out again
/// where it was.
public enum Target: Hashable, Sendable {
    /// The same as a key.
    case key(Key)
    /// A row, a field or a button, by its number; the screen in sight knows of what.
    case item(Int)
    /// The title of a table's column, by its number.
    case title(Int)
    /// A grapheme of the text that is being typed: how far it is after the cursor, or before it.
    case grapheme(Int)
}

extension Canvas {
    /// A part of the canvas with what a click there means.
    struct Mark: Hashable, Sendable {
        let rect: Rect
        let target: Target
    }

    /// Says what a click in a rectangle means; what is said later lies on top.
    public mutating func mark(_ rect: Rect, as target: Target) {
        guard !rect.isEmpty else { return }
        marks.append(Mark(rect: rect, target: target))
    }

    /// Forgets what clicks mean: something else comes on top.
    public mutating func forgetTargets() { marks = [] }

    /// What a click on a cell means; nil where it means nothing.
    public func target(at position: Position) -> Target? {
        marks.last { mark in
            (mark.rect.row..<mark.rect.endRow).contains(position.row)
                && (mark.rect.column..<mark.rect.endColumn).contains(position.column)
        }?.target
    }
}
