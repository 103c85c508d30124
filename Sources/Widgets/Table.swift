package import Terminal

/// Rows in columns, with one row selected. The cells of a row are only requested for drawing, so large tables cost nothing
/// extra.
package struct Table: Sendable {
    /// A column.
    package struct Column: Sendable {
        let title: String
        let columns: Int
        let isRightAligned: Bool
        let isFixed: Bool
        let priority: Int

        /// Creates a column.
        ///
        /// - Parameters:
        ///   - title: The title of the column.
        ///   - columns: The width, in cells. The first column of a table also takes the remaining width.
        ///   - isRightAligned: Whether cells are aligned to the right.
        ///   - isFixed: Whether the column keeps its width even if it is the first one.
        ///   - priority: The rank for dropping columns: if there is not room for all, those with the highest number are left
        ///     out first, after any that are wider than the whole table.
        package init(
            _ title: String, columns: Int, isRightAligned: Bool = false, isFixed: Bool = false, priority: Int
        ) {
            self.title = title
            self.columns = columns
            self.isRightAligned = isRightAligned
            self.isFixed = isFixed
            self.priority = priority
        }
    }

    /// The content of a column in a row.
    package struct Cell: Sendable {
        let text: String
        let role: Role
        let sign: Character?

        /// Creates a cell with text in a role.
        package init(_ text: String, role: Role = .text) { self.init(text, role: role, sign: nil) }

        private init(_ text: String, role: Role, sign: Character?) {
            self.text = text
            self.role = role
            self.sign = sign
        }

        /// Returns the cell with a sign after its text, which is shown even if the text is truncated.
        package func with(_ sign: Character) -> Cell { Cell(text, role: role, sign: sign) }

        func fitted(to columns: Int, _ glyphs: Glyphs) -> String {
            guard let sign else { return TextLayout.truncated(text, to: columns, glyphs: glyphs) }
            return TextLayout.truncated(text, to: max(0, columns - 2), glyphs: glyphs) + " \(sign)"
        }
    }

    /// The column that the rows are ordered by, and whether the order is ascending; nil if that is not shown.
    package var order: (column: Int, isAscending: Bool)?
    /// The index of the selected row.
    package private(set) var selected = 0
    /// The range of rows that were drawn last.
    package private(set) var visible = 0..<0
    /// The columns, from left to right.
    package var columns: [Column]
    /// Whether signs beside the rows tell that there are more above or below. Turn it off if the screen shows that in another
    /// way.
    package var saysMore = true
    /// The indices of the columns that were drawn last.
    private var shown: [Int] = []

    /// Whether the title of the column that the rows are ordered by is visible.
    package var isOrderShown: Bool { order.map { shown.contains($0.column) } ?? false }
    private var top = 0

    /// Creates a table of columns.
    package init(columns: [Column]) { self.columns = columns }

    /// Selects a row.
    package mutating func select(_ row: Int) { selected = max(0, row) }

    /// Moves the selection to the new index of the selected row, after rows before it were added or removed. It stays on its
    /// line of the screen.
    ///
    /// While the first row is visible, it stays visible as long as the selection does, so that rows added at the top are seen.
    package mutating func follow(_ row: Int) {
        if !visible.isEmpty, top > 0 || row >= visible.count { top = max(0, top + row - selected) }
        select(row)
    }

    /// Resets the selection and the visible range, when something else is drawn in place of the rows.
    package mutating func forget() {
        select(0)
        visible = 0..<0
    }

    /// Moves the selection among `count` rows; returns false if the key is not for a table.
    package mutating func handle(_ key: Key, count: Int) -> Bool {
        let page = max(1, visible.count - 1)
        switch key {
        case .down, .character("j"): selected += 1
        case .up, .character("k"): selected -= 1
        case .pageDown: selected += page
        case .pageUp: selected -= page
        case .home, .character("g"): selected = 0
        case .end, .character("G"): selected = count - 1
        default: return false
        }
        selected = max(0, min(selected, count - 1))
        return true
    }

    /// Draws the titles in the first row of the rectangle, and the rows below.
    ///
    /// - Parameters:
    ///   - canvas: The canvas to draw into.
    ///   - rect: The area of the table.
    ///   - count: The number of rows.
    ///   - hasBar: Whether the selected row is highlighted.
    ///   - isMarked: Whether a row has a mark before its first cell.
    ///   - cells: Returns the cells of a row, one for each column of the table.
    package mutating func draw(
        into canvas: inout Canvas, in rect: Rect, count: Int, hasBar: Bool = true,
        isMarked: (Int) -> Bool = { _ in false },
        cells: (Int) -> [Cell]
    ) {
        let (heading, body) = rect.split(top: 1)
        selected = max(0, min(selected, count - 1))
        top = max(0, min(top, selected, count - body.rows))
        top = max(top, selected + 1 - max(1, body.rows))
        visible = top..<max(top, min(count, top + body.rows))
        guard !rect.isEmpty else { return }
        let fitting = fit(rect.columns - 2)
        shown = fitting.map(\.index)
        let glyphs = canvas.glyphs
        drawLine(fitting, into: &canvas, row: heading.row, rect, isSelected: false) {
            Cell(title(of: $0, glyphs), role: .heading)
        }
        var column = rect.column + 2
        for (index, width) in fitting {
            canvas.mark(Rect(row: heading.row, column: column, rows: 1, columns: width), as: .title(index))
            column += width + 2
        }
        for row in visible {
            let line = body.row + row - top
            let isSelected = hasBar && row == selected
            let bar = Rect(row: line, column: rect.column, rows: 1, columns: rect.columns)
            canvas.mark(bar, as: .item(row))
            if isSelected { canvas.selectionBar(bar) }
            if isMarked(row) {
                canvas.write(glyphs.marked, row: line, column: rect.column + 1, role: .key, isSelected: isSelected)
            }
            let cells = cells(row)
            drawLine(fitting, into: &canvas, row: line, rect, isSelected: isSelected) { cells[$0] }
        }
        if saysMore { drawMore(into: &canvas, in: rect, count: count, hasBar: hasBar) }
    }

    /// Draws signs before the titles and before the last row if there are more rows above or below.
    private func drawMore(into canvas: inout Canvas, in rect: Rect, count: Int, hasBar: Bool) {
        if visible.lowerBound > 0 { canvas.write(canvas.glyphs.up, row: rect.row, column: rect.column, role: .dim) }
        guard let last = visible.last, last + 1 < count, rect.columns > 1 else { return }
        let isSelected = hasBar && last == selected
        canvas.write(
            canvas.glyphs.down, row: rect.row + 1 + last - top, column: rect.column + (isSelected ? 1 : 0), role: .dim,
            isSelected: isSelected)
    }

    private func title(of column: Int, _ glyphs: Glyphs) -> String {
        guard let order, order.column == column else { return columns[column].title }
        return "\(columns[column].title) \(order.isAscending ? glyphs.up : glyphs.down)"
    }

    /// Returns the indices of the columns that fit into a table of a width.
    package func columnsInSight(columns: Int) -> [Int] { fit(columns - 2).map(\.index) }

    /// Returns the columns that fit and their widths, in the table's order.
    private func fit(_ room: Int) -> [(index: Int, columns: Int)] {
        // A column that is wider than the table is dropped without affecting others, but the most important one is truncated.
        let best = columns.indices.min { columns[$0].priority < columns[$1].priority }
        var kept = columns.indices.filter { $0 == best || columns[$0].columns <= room }
        func width() -> Int { kept.reduce(0) { $0 + columns[$1].columns + 2 } - 2 }
        while width() > room, kept.count > 1, let worst = kept.max(by: { columns[$0].priority < columns[$1].priority })
        {
            kept.removeAll { $0 == worst }
        }
        let spare = room - width()
        return kept.map { index in
            let column = columns[index]
            let takesSpare = index == kept.first && (spare < 0 || !column.isFixed)
            return (index, column.columns + (takesSpare ? spare : 0))
        }
    }

    private func drawLine(
        _ fitting: [(index: Int, columns: Int)], into canvas: inout Canvas, row: Int, _ rect: Rect, isSelected: Bool,
        _ cell: (Int) -> Cell
    ) {
        var column = rect.column + 2
        for (index, width) in fitting {
            let cell = cell(index)
            let text = cell.fitted(to: width, canvas.glyphs)
            if columns[index].isRightAligned {
                canvas.write(text, row: row, endColumn: column + width, role: cell.role, isSelected: isSelected)
            } else {
                canvas.write(text, row: row, column: column, role: cell.role, isSelected: isSelected)
            }
            column += width + 2
        }
    }
}
