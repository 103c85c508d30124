import Foundation

/// Values that are good for a while, and no more than so many of them.
///
/// They live in two generations. When the young one is full it becomes the old one, and what was old is dropped: each step
/// takes constant time, and no value is kept longer for being asked for.
struct ExpiringCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let value: Value
        let good: Range<Date>
    }

    private let capacity: Int
    private var young: [Key: Entry] = [:]
    private var old: [Key: Entry] = [:]

    /// A cache of at most so many values.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How many values are kept, those that are good no more included.
    var count: Int { young.count + old.count }

    /// The value that is good at a moment. A moment before the value was kept counts as too late: the clock was put back.
    func value(for key: Key, at moment: Date) -> Value? {
        guard let entry = young[key] ?? old[key], entry.good.contains(moment) else { return nil }
        return entry.value
    }

    /// Keeps a value while it is good.
    mutating func keep(_ value: Value, for key: Key, during good: Range<Date>) {
        if young.count >= capacity / 2 { (old, young) = (young, [:]) }
        young[key] = Entry(value: value, good: good)
    }
}
