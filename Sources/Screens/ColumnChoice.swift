import ImageModel
import ViewModels

/// The columns as a person arranges them: the shown ones first, in their order, then the other available ones.
struct ColumnChoice: Sendable {
    /// A column, and whether it is shown.
    struct Entry: Hashable, Sendable {
        var column: ListColumn
        var isShown: Bool
    }

    /// The columns, the shown ones first.
    private(set) var entries: [Entry] = []
    private let candidates: [ImageAttribute]

    /// - Parameters:
    ///   - chosen: The columns that are shown; nil for the default ones.
    ///   - candidates: The attributes that can be shown.
    init(_ chosen: [ListColumn]?, candidates: [ImageAttribute]) {
        self.candidates = candidates
        fill(with: chosen ?? Self.usual)
    }

    private static let usual = CatalogueColumn.usual.map { ListColumn($0.attribute) }

    private mutating func fill(with shown: [ListColumn]) {
        let rest = candidates.filter { attribute in !shown.contains { $0.attribute == attribute } }
        entries =
            shown.map { Entry(column: $0, isShown: true) } + rest.map { Entry(column: ListColumn($0), isShown: false) }
    }

    /// The shown columns, from left to right.
    var shown: [ListColumn] { entries.filter(\.isShown).map(\.column) }

    /// Whether the shown columns are the default ones.
    var isUsual: Bool { shown == Self.usual }

    /// The columns for the list: nil for the default ones, which have their own order of being dropped if there is not room for
    /// all.
    var columns: [ListColumn]? { isUsual ? nil : shown }

    /// Returns the column of a row.
    func entry(_ row: Int) -> Entry? { entries.indices.contains(row) ? entries[row] : nil }

    /// Shows a column, as the last one that there is room for, or hides it. At least one column stays shown.
    ///
    /// - Parameter room: The width of the list, in cells.
    /// - Returns: The column's new row.
    mutating func toggle(_ row: Int, room: Int) -> Int {
        guard let entry = entry(row), !entry.isShown || shown.count > 1 else { return row }
        let count = shown.count
        entries.remove(at: row)
        let place = entry.isShown ? count - 1 : place(of: [entry.column], room: room)
        entries.insert(Entry(column: entry.column, isShown: !entry.isShown), at: place)
        // After hiding a column, stay on the row, so that several can be hidden one after another.
        return entry.isShown ? row : place
    }

    /// Returns the index for inserting columns: behind as many shown ones as fit beside them, since the last column is dropped
    /// first.
    private func place(of columns: [ListColumn], room: Int) -> Int {
        let widths = CatalogueColumn.columns(shown).map(\.columns)
        var left = room + 2 - CatalogueColumn.columns(columns).reduce(0) { $0 + $1.columns + 2 }
        let fitting = widths.prefix { width in
            left -= width + 2
            return left >= 0
        }
        return max(1, fitting.count)
    }

    /// Moves a shown column among the others.
    ///
    /// - Returns: The column's new row.
    mutating func move(_ row: Int, by places: Int) -> Int {
        let other = row + places
        guard entry(row)?.isShown == true, entry(other)?.isShown == true else { return row }
        entries.swapAt(row, other)
        return other
    }

    /// Makes a shown column wider, or narrower for a negative number of cells.
    mutating func widen(_ row: Int, by cells: Int) {
        guard let entry = entry(row), entry.isShown else { return }
        let usual = CatalogueColumn.columns([ListColumn(entry.column.attribute)])[0].columns
        let width = (entry.column.width ?? usual) + cells
        guard ListColumn.widths.contains(width) else { return }
        entries[row].column.width = width == usual ? nil : width
    }

    /// Shows columns side by side, including ones that were not available so far. Those that are already shown stay where they
    /// are.
    ///
    /// - Parameter room: The width of the list, in cells.
    /// - Returns: The row of the last one; nil if there are none.
    mutating func add(_ columns: [ListColumn], room: Int) -> Int? {
        var new: [ListColumn] = []
        for column in columns where !(shown + new).contains(where: { $0.attribute == column.attribute }) {
            let known = entries.first { $0.column.attribute == column.attribute }
            new.append(known?.column ?? column)
        }
        entries.removeAll { entry in new.contains(entry.column) }
        let place = place(of: new, room: room)
        entries.insert(contentsOf: new.map { Entry(column: $0, isShown: true) }, at: place)
        return columns.last.flatMap { column in entries.firstIndex { $0.column.attribute == column.attribute } }
    }

    /// Shows the default columns again.
    mutating func forget() { fill(with: Self.usual) }
}
