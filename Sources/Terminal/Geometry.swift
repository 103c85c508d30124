/// A size in cells.
public struct Size: Hashable, Sendable {
    /// Rows of cells.
    public var rows: Int
    /// Columns of cells.
    public var columns: Int

    /// A size of so many rows and columns.
    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }
}

/// A place in a grid of cells; row 0, column 0 is the top left.
public struct Position: Hashable, Sendable {
    /// Counted from the top.
    public var row: Int
    /// Counted from the left.
    public var column: Int

    /// The place in this row and column.
    public init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// A rectangle of cells.
public struct Rect: Hashable, Sendable {
    /// The topmost row.
    public var row: Int
    /// The leftmost column.
    public var column: Int
    /// Rows; never negative.
    public var rows: Int
    /// Columns; never negative.
    public var columns: Int

    /// A rectangle; a negative size counts as none.
    public init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    /// The whole of a size.
    public init(_ size: Size) {
        self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
    }

    /// The row below the last one.
    public var endRow: Int { row + rows }
    /// The column right of the last one.
    public var endColumn: Int { column + columns }
    /// Whether there is no cell in it.
    public var isEmpty: Bool { rows == 0 || columns == 0 }

    /// The rectangle without so many cells at each side.
    public func inset(rows insetRows: Int = 0, columns insetColumns: Int = 0) -> Rect {
        Rect(
            row: row + insetRows, column: column + insetColumns, rows: rows - 2 * insetRows,
            columns: columns - 2 * insetColumns)
    }

    /// The first `count` rows, or as many as there are, and the rest.
    public func split(top count: Int) -> (top: Rect, rest: Rect) {
        let taken = min(max(0, count), rows)
        return (
            Rect(row: row, column: column, rows: taken, columns: columns),
            Rect(row: row + taken, column: column, rows: rows - taken, columns: columns)
        )
    }

    /// The first `count` columns, or as many as there are, and the rest.
    public func split(left count: Int) -> (left: Rect, rest: Rect) {
        let taken = min(max(0, count), columns)
        return (
            Rect(row: row, column: column, rows: rows, columns: taken),
            Rect(row: row, column: column + taken, rows: rows, columns: columns - taken)
        )
    }

    /// A rectangle of a size in the middle of this one, no larger than it.
    public func centred(rows wantedRows: Int, columns wantedColumns: Int) -> Rect {
        let (height, width) = (min(wantedRows, rows), min(wantedColumns, columns))
        return Rect(
            row: row + (rows - height) / 2, column: column + (columns - width) / 2, rows: height, columns: width)
    }
}
