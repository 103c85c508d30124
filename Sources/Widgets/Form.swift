package import Terminal

/// Labeled fields, one of which has the focus.
///
/// ```swift
/// var form = Form(items: [
///     .init(id: "name", label: "Name", field: .text(TextField())),
///     .init(id: "protected", label: "Protected", field: .toggle(ToggleField())),
/// ])
/// _ = form.handle(.character("a"))
/// ```
package struct Form<ID: Hashable & Sendable>: Sendable {
    /// A field of the form.
    package struct Item: Sendable {
        /// The identity of the field.
        package let id: ID
        /// The label that is shown.
        package let label: String
        /// The widget, including its value.
        package var field: FormField
        /// Whether it is on the same line as the field before it.
        package let sharesLine: Bool

        /// Creates a field with a label.
        package init(id: ID, label: String, field: FormField, sharesLine: Bool = false) {
            self.id = id
            self.label = label
            self.field = field
            self.sharesLine = sharesLine
        }
    }

    /// The fields, in order.
    package private(set) var items: [Item]
    private var focusIndex = 0

    /// Creates a form of at least one field. The first has the focus.
    package init(items: [Item]) { self.items = items }

    /// The identity of the focused field.
    package var focus: ID { items[focusIndex].id }

    /// Moves the focus to a field, and commits the one that had it.
    package mutating func focus(on id: ID) {
        items[focusIndex].field.commit()
        if let index = items.firstIndex(where: { $0.id == id }) { focusIndex = index }
    }

    /// Handles a click on a field, given by its index. It gets the focus; if it has it already, a choice or toggle changes its
    /// value as by the space bar.
    package mutating func pick(_ index: Int) {
        guard items.indices.contains(index) else { return }
        guard index == focusIndex else { return focus(on: items[index].id) }
        switch items[index].field {
        case .choice, .toggle: _ = items[index].field.handle(.character(" "))
        case .text, .chips, .fixed: break
        }
    }

    /// The widget of a field; nil if there is no such field.
    package subscript(id: ID) -> FormField? {
        get { items.first { $0.id == id }?.field }
        set {
            guard let newValue, let index = items.firstIndex(where: { $0.id == id }) else { return }
            items[index].field = newValue
        }
    }

    /// Edits the focused field, or moves the focus; returns false if the key does neither.
    package mutating func handle(_ key: Key) -> Bool {
        if items[focusIndex].field.handle(key) { return true }
        switch key {
        case .tab, .down, .enter: move(by: 1)
        case .backTab, .up: move(by: -1)
        default: return false
        }
        return true
    }

    /// Commits partly typed values, as when their fields lose the focus.
    package mutating func commit() {
        for index in items.indices { items[index].field.commit() }
    }

    private mutating func move(by step: Int) {
        items[focusIndex].field.commit()
        focusIndex = (focusIndex + step + items.count) % items.count
    }
}

extension Form {
    /// A short remark beside a field.
    package struct Note: Sendable {
        let text: String
        let role: Role

        /// Creates a note in a role, for example `.warning`.
        package init(_ text: String, role: Role) {
            self.text = text
            self.role = role
        }
    }

    /// The number of rows of the whole form.
    package var rows: Int { lines.count }

    private var lines: [[Int]] {
        items.indices.reduce(into: []) { lines, index in
            if items[index].sharesLine, !lines.isEmpty {
                lines[lines.count - 1].append(index)
            } else {
                lines.append([index])
            }
        }
    }

    /// Draws the lines around the focused field.
    ///
    /// - Parameters:
    ///   - canvas: The canvas to draw into.
    ///   - rect: The area of the form.
    ///   - note: Returns the note beside a field, if there is one.
    package func draw(into canvas: inout Canvas, in rect: Rect, note: (ID) -> Note?) {
        guard !rect.isEmpty else { return }
        let lines = lines
        let focused = lines.firstIndex { $0.contains(focusIndex) } ?? 0
        let top = max(0, min(focused - rect.rows / 2, lines.count - rect.rows))
        let labelColumns =
            2 + (items.map { TextLayout.columns(of: $0.label, charset: canvas.glyphs.charset) }.max() ?? 0)
        for (row, line) in lines.dropFirst(top).prefix(rect.rows).enumerated() {
            var rest = Rect(row: rect.row + row, column: rect.column, rows: 1, columns: rect.columns)
            for (place, index) in line.enumerated() {
                let share = place == line.count - 1 ? rest.columns : rect.columns / line.count
                let parts = rest.split(left: share)
                canvas.mark(parts.left, as: .item(index))
                draw(
                    items[index], isFocused: index == focusIndex, labelColumns: labelColumns, note, into: &canvas,
                    in: parts.left)
                rest = parts.rest
            }
        }
        if top > 0 { canvas.write(canvas.glyphs.up, row: rect.row, column: rect.endColumn - 1, role: .dim) }
        if top + rect.rows < lines.count {
            canvas.write(canvas.glyphs.down, row: rect.endRow - 1, column: rect.endColumn - 1, role: .dim)
        }
    }

    private func draw(
        _ item: Item, isFocused: Bool, labelColumns: Int, _ note: (ID) -> Note?, into canvas: inout Canvas,
        in rect: Rect
    ) {
        canvas.write(
            TextLayout.truncated(item.label, to: min(labelColumns - 1, rect.columns), glyphs: canvas.glyphs),
            row: rect.row, column: rect.column, role: isFocused ? .labelFocused : .label)
        var box = rect.split(left: labelColumns).rest
        if isFocused, box.columns > 1 {
            canvas.write(canvas.glyphs.pointer, row: rect.row, column: box.endColumn - 2, role: .labelFocused)
        }
        box.columns = max(0, box.columns - 2)
        if let note = note(item.id) {
            let sign = String(canvas.glyphs.warning)
            var text = "\(sign) \(note.text)"
            let wanted = TextLayout.columns(of: text, charset: canvas.glyphs.charset) + 1
            var room = min(wanted, box.columns / 2)
            // The first word or two of a note are of no use: if there is no room for more, show the sign alone.
            if room < min(wanted, 16) { (text, room) = (sign, min(2, box.columns / 2)) }
            box.columns -= room
            canvas.write(
                TextLayout.truncated(text, to: room - 1, glyphs: canvas.glyphs), row: rect.row,
                column: box.endColumn + 1, role: note.role)
        }
        item.field.draw(into: &canvas, in: box, isFocused: isFocused)
    }
}
