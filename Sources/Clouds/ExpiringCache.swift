import Foundation

/// A cache of limited capacity whose values expire.
///
/// The entries live in two generations. When the young one is full it becomes the old one, and the previous old one is
/// discarded. So each operation takes constant time, and a lookup does not extend an entry's life.
struct ExpiringCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let good: Range<Date>
    }

    private let capacity: Int
    private var young: [Key: Entry] = [:]
    private var old: [Key: Entry] = [:]

    /// Creates a cache of at most `capacity` values.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The number of cached values, including expired ones.
    var count: Int { young.count + old.count }

    /// Returns the value for a key, if it is valid at the given moment. A moment before the value was cached counts as too
    /// late: the clock must have been set back.
    func value(for key: Key, at moment: Date) -> Value? {
        guard let entry = young[key] ?? old[key], entry.good.contains(moment) else { return nil }
        return entry.value
    }

    /// Caches a value for the period in which it is valid.
    mutating func keep(_ value: Value, for key: Key, during good: Range<Date>) {
        if young.count >= capacity / 2 { (old, young) = (young, [:]) }
        young[key] = Entry(value: value, good: good)
    }
}
