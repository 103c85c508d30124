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

    /// Shows a column, as the last of those that are shown, or leaves it out; one is always shown.
    ///
    /// - Returns: its row then.
    mutating func toggle(_ row: Int) -> Int {
        guard let entry = entry(row), !entry.isShown || shown.count > 1 else { return row }
        let count = shown.count
        entries.remove(at: row)
        let place = entry.isShown ? count - 1 : count
        entries.insert(Entry(column: entry.column, isShown: !entry.isShown), at: place)
        // Whoever leaves several out goes on from where they are.
        return entry.isShown ? row : place
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

    /// Shows a column that may not be among them.
    ///
    /// - Returns: its row.
    mutating func add(_ column: ListColumn) -> Int {
        if let row = entries.firstIndex(where: { $0.column.attribute == column.attribute }) {
            return entries[row].isShown ? row : toggle(row)
        }
        let place = shown.count
        entries.insert(Entry(column: column, isShown: true), at: place)
        return place
    }

    /// Shows the usual columns again.
    mutating func forget() { fill(with: Self.usual) }
}
