/// A size in cells.
package struct Size: Hashable, Sendable {
    /// The number of rows.
    package var rows: Int
    /// The number of columns.
    package var columns: Int

    /// Creates a size of a number of rows and columns.
    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }
}

/// A position in a grid of cells. Row 0, column 0 is the top left.
package struct Position: Hashable, Sendable {
    /// The row, counted from the top.
    package var row: Int
    /// The column, counted from the left.
    package var column: Int

    /// Creates a position of a row and a column.
    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// A rectangle of cells.
package struct Rect: Hashable, Sendable {
    /// The topmost row.
    package var row: Int
    /// The leftmost column.
    package var column: Int
    /// The number of rows; never negative.
    package var rows: Int
    /// The number of columns; never negative.
    package var columns: Int

    /// Creates a rectangle. Negative sizes are treated as 0.
    package init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    /// Creates the rectangle that covers a whole size.
    package init(_ size: Size) {
        self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
    }

    /// The row below the last row.
    package var endRow: Int { row + rows }
    /// The column to the right of the last column.
    package var endColumn: Int { column + columns }
    /// Whether the rectangle contains no cells.
    package var isEmpty: Bool { rows == 0 || columns == 0 }

    /// Returns the rectangle shrunk by a number of cells on each side.
    package func inset(rows insetRows: Int = 0, columns insetColumns: Int = 0) -> Rect {
        Rect(
            row: row + insetRows, column: column + insetColumns, rows: rows - 2 * insetRows,
            columns: columns - 2 * insetColumns)
    }

    /// Returns the first `count` rows, or as many as there are, and the rest.
    package func split(top count: Int) -> (top: Rect, rest: Rect) {
        let taken = min(max(0, count), rows)
        return (
            Rect(row: row, column: column, rows: taken, columns: columns),
            Rect(row: row + taken, column: column, rows: rows - taken, columns: columns)
        )
    }

    /// Returns the first `count` columns, or as many as there are, and the rest.
    package func split(left count: Int) -> (left: Rect, rest: Rect) {
        let taken = min(max(0, count), columns)
        return (
            Rect(row: row, column: column, rows: rows, columns: taken),
            Rect(row: row, column: column + taken, rows: rows, columns: columns - taken)
        )
    }

    /// Returns a rectangle of a size centered in this one, and at most as large.
    package func centred(rows wantedRows: Int, columns wantedColumns: Int) -> Rect {
        let (height, width) = (min(wantedRows, rows), min(wantedColumns, columns))
        return Rect(
            row: row + (rows - height) / 2, column: column + (columns - width) / 2, rows: height, columns: width)
    }
}
