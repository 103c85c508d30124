import ImageModel
import ViewModels

/// The columns as a person puts them together: first those that are shown, in their order, then what else there is.
struct ColumnChoice: Sendable {
    /// A column, and whether it is shown.
    struct Entry: Hashable, Sendable {
        var column: ListColumn
        var isShown: Bool
    }

    /// The columns.
    private(set) var entries: [Entry] = []
    private let candidates: [ImageAttribute]

    /// - Parameters:
    ///   - chosen: those that are shown; nil for the usual ones.
    ///   - candidates: what there is to be shown.
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

    /// Those that are shown, from left to right.
    var shown: [ListColumn] { entries.filter(\.isShown).map(\.column) }

    /// Whether they are the usual ones.
    var isUsual: Bool { shown == Self.usual }

    /// What the list is to have: nil for the usual ones, which go by an order of their own where there is not room for all.
    var columns: [ListColumn]? { isUsual ? nil : shown }

    /// A row's column.
    func entry(_ row: Int) -> Entry? { entries.indices.contains(row) ? entries[row] : nil }

    /// Shows a column, as the last of those that there is room for, or leaves it out; one is always shown.
    ///
    /// - Parameter room: cells that the list has.
    /// - Returns: its row then.
    mutating func toggle(_ row: Int, room: Int) -> Int {
        guard let entry = entry(row), !entry.isShown || shown.count > 1 else { return row }
        let count = shown.count
        entries.remove(at: row)
        let place = entry.isShown ? count - 1 : place(of: [entry.column], room: room)
        entries.insert(Entry(column: entry.column, isShown: !entry.isShown), at: place)
        // Whoever leaves several out goes on from where they are.
        return entry.isShown ? row : place
    }

    /// Where columns that come in stand: behind as many of the others as they have room beside. The last one is the first to go.
    private func place(of columns: [ListColumn], room: Int) -> Int {
        let widths = CatalogueColumn.columns(shown).map(\.columns)
        var left = room + 2 - CatalogueColumn.columns(columns).reduce(0) { $0 + $1.columns + 2 }
        let fitting = widths.prefix { width in
            left -= width + 2
            return left >= 0
        }
        return max(1, fitting.count)
    }

    /// Moves a column that is shown among the others.
    ///
    /// - Returns: its row then.
    mutating func move(_ row: Int, by places: Int) -> Int {
        let other = row + places
        guard entry(row)?.isShown == true, entry(other)?.isShown == true else { return row }
        entries.swapAt(row, other)
        return other
    }

    /// Makes a column that is shown wider.
    mutating func widen(_ row: Int, by cells: Int) {
        guard let entry = entry(row), entry.isShown else { return }
        let usual = CatalogueColumn.columns([ListColumn(entry.column.attribute)])[0].columns
        let width = (entry.column.width ?? usual) + cells
        guard ListColumn.widths.contains(width) else { return }
        entries[row].column.width = width == usual ? nil : width
    }

    /// Shows columns that may not be among them, side by side; those that are shown already stay where they are.
    ///
    /// - Parameter room: cells that the list has.
    /// - Returns: the row of the last one; nil where there is none.
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

    /// Shows the usual columns again.
    mutating func forget() { fill(with: Self.usual) }
}
