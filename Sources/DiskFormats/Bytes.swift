/// Bytes of a header. Whatever lies outside of them is nil, or not equal; nothing traps.
struct Bytes {
    /// Which end of a number comes first.
    enum Order { case little, big }

    let storage: [UInt8]

    init(_ storage: [UInt8]) { self.storage = storage }

    var count: Int { storage.count }

    /// The byte at `offset`.
    func byte(at offset: Int) -> UInt8? {
        storage.indices.contains(offset) ? storage[offset] : nil
    }

    /// The number that begins at `offset`.
    func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, at offset: Int, _ order: Order
    ) -> Number? {
        let width = Number.bitWidth / 8
        guard offset >= 0, storage.count >= width, offset <= storage.count - width else { return nil }
        let bytes = storage[offset..<offset + width]
        let mostSignificantFirst = order == .big ? Array(bytes) : bytes.reversed()
        return mostSignificantFirst.reduce(0) { $0 << 8 | Number($1) }
    }

    /// Whether `pattern` is at `offset`.
    func holds(_ pattern: [UInt8], at offset: Int = 0) -> Bool {
        guard offset >= 0, storage.count >= pattern.count, offset <= storage.count - pattern.count else { return false }
        return storage[offset..<offset + pattern.count].elementsEqual(pattern)
    }

    /// Whether the ASCII text `pattern` is at `offset`.
    func holds(_ pattern: String, at offset: Int = 0) -> Bool { holds(Array(pattern.utf8), at: offset) }
}
