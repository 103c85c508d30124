package import Terminal

/// A list whose rows have one or more lines, with one row selected. A row that is higher than the list is scrolled before the
/// selection moves on.
package struct BlockList: Sendable {
    /// A row of the list.
    package struct Block: Sendable {
        /// The lines of a heading above the row, which cannot be selected.
        let heading: [StyledLine]
        let lines: [StyledLine]

        /// Creates a row of at least one line.
        package init(heading: [StyledLine] = [], lines: [StyledLine]) {
            self.heading = heading
            self.lines = lines
        }
    }

    /// The index of the selected row.
    package private(set) var selected = 0
    /// The number of lines of the selected row that are scrolled out above the list.
    private var offset = 0
    private var top = 0
    private var rows = 1
    /// The heights of the rows that were drawn last.
    private var heights: [(heading: Int, lines: Int)] = []

    /// Creates a list with its first row selected.
    package init() {}

    /// Selects a row.
    package mutating func select(_ row: Int) { (selected, offset) = (max(0, row), 0) }

    /// Moves the selection among the rows that were drawn last; returns false if the key is not for a list.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .down, .character("j"): _ = stepDown()
        case .up, .character("k"): _ = stepUp()
        case .pageDown, .character(" "): page { $0.stepDown() }
        case .pageUp: page { $0.stepUp() }
        case .home, .character("g"): (selected, offset) = (0, 0)
        case .end, .character("G"):
            selected = max(0, heights.count - 1)
            offset = max(0, (heights.last?.lines ?? 0) - rows)
        default: return false
        }
        return true
    }

    /// Takes steps for a page, which is one line less than is visible.
    private mutating func page(_ step: (inout BlockList) -> Int) {
        var moved = 0
        while moved < max(1, rows - 1) {
            let lines = step(&self)
            guard lines > 0 else { return }
            moved += lines
        }
    }

    /// Moves down by a line or a row.
    ///
    /// - Returns: The number of lines moved.
    private mutating func stepDown() -> Int {
        guard heights.indices.contains(selected) else { return 0 }
        if heights[selected].lines - offset > rows {
            offset += 1
            return 1
        }
        guard selected + 1 < heights.count else { return 0 }
        let moved = heights[selected].lines - offset + heights[selected + 1].heading
        (selected, offset) = (selected + 1, 0)
        return moved
    }

    /// Moves up by a line or a row.
    ///
    /// - Returns: The number of lines moved.
    private mutating func stepUp() -> Int {
        if offset > 0 {
            offset -= 1
            return 1
        }
        guard selected > 0, heights.indices.contains(selected) else { return 0 }
        selected -= 1
        offset = max(0, heights[selected].lines - rows)
        return max(1, heights[selected].lines - offset)
    }

    /// Draws the rows around the selection, with marks at the right edge if there are more.
    package mutating func draw(_ blocks: [Block], into canvas: inout Canvas, in rect: Rect) {
        rows = max(1, rect.rows)
        heights = blocks.map { ($0.heading.count, $0.lines.count) }
        selected = max(0, min(selected, blocks.count - 1))
        guard !rect.isEmpty, blocks.indices.contains(selected) else { return }
        let count = scroll()
        var line = 0
        for (index, block) in blocks.enumerated() {
            for (part, styled) in (block.heading + block.lines).enumerated() {
                defer { line += 1 }
                guard (top..<top + rows).contains(line) else { continue }
                let row = rect.row + line - top
                let isSelected = index == selected && part >= block.heading.count
                let bar = Rect(row: row, column: rect.column, rows: 1, columns: rect.columns)
                if part >= block.heading.count { canvas.mark(bar, as: .item(index)) }
                if isSelected { canvas.selectionBar(bar) }
                styled.draw(into: &canvas, row: row, in: rect.split(left: 2).rest, isSelected: isSelected)
            }
        }
        if top > 0 { canvas.write(canvas.glyphs.up, row: rect.row, column: rect.endColumn - 1, role: .dim) }
        if top + rows < count {
            canvas.write(canvas.glyphs.down, row: rect.endRow - 1, column: rect.endColumn - 1, role: .dim)
        }
    }

    /// Scrolls to the selected row, including its heading if there is room.
    ///
    /// - Returns: The total number of lines.
    private mutating func scroll() -> Int {
        let before = heights[..<selected].reduce(0) { $0 + $1.heading + $1.lines }
        let row = heights[selected]
        offset = max(0, min(offset, row.lines - rows))
        let start = before + row.heading + offset
        let end = min(before + row.heading + row.lines, start + rows)
        let first = offset == 0 && end - before <= rows ? before : start
        top = max(min(top, first), end - rows)
        let count = heights.reduce(0) { $0 + $1.heading + $1.lines }
        top = max(0, min(top, count - rows))
        return count
    }
}
