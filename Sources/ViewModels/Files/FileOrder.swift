/// The order of the files in a folder. Folders always come first.
package struct FileOrder: Hashable, Sendable {
    /// What files are sorted by.
    package enum Key: CaseIterable, Hashable, Sendable {
        case name, size, modified
    }

    /// What files are sorted by.
    package private(set) var key = Key.name
    /// Whether the order is ascending: names from A to Z, sizes from small to large, times from old to new.
    package private(set) var isAscending = true

    /// Creates the default order: by name, from A to Z.
    package init() {}

    /// The order by the next key, in its usual direction: largest first, newest first.
    package var next: FileOrder {
        var order = self
        let keys = Key.allCases
        order.key = keys[((keys.firstIndex(of: key) ?? 0) + 1) % keys.count]
        order.isAscending = order.key == .name
        return order
    }

    /// The same order in the other direction.
    package var reversed: FileOrder {
        var order = self
        order.isAscending.toggle()
        return order
    }

    /// Whether an entry comes before another. Equal entries are sorted by name; no two entries have the same name.
    func puts(_ entry: FileEntry, before other: FileEntry) -> Bool {
        if (entry.kind == .folder) != (other.kind == .folder) { return entry.kind == .folder }
        let (first, second) = isAscending ? (entry, other) : (other, entry)
        switch key {
        case .name: return first.hasName(before: second)
        case .size:
            if let answer = Self.isLess(first.size, second.size) { return answer }
        case .modified:
            if let answer = Self.isLess(first.modified, second.modified) { return answer }
        }
        return entry.hasName(before: other)
    }

    /// Compares two values; nil if they are equal. An unknown value is less than any known one.
    private static func isLess<Value: Comparable>(_ first: Value?, _ second: Value?) -> Bool? {
        switch (first, second) {
        case (nil, nil): nil
        case (nil, _): true
        case (_, nil): false
        case (let first?, let second?): first == second ? nil : first < second
        }
    }
}

extension FileEntry {
    fileprivate func hasName(before other: FileEntry) -> Bool {
        if sortKey != other.sortKey { return sortKey < other.sortKey }
        return (rawName ?? Array(name.utf8)).lexicographicallyPrecedes(other.rawName ?? Array(other.name.utf8))
    }
}
