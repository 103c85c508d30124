/// The bytes of a header. Reading out of bounds returns nil, and comparing out of bounds is false; nothing traps.
struct Bytes {
    /// The byte order of a number.
    enum Order { case little, big }

    let storage: [UInt8]

    init(_ storage: [UInt8]) { self.storage = storage }

    var count: Int { storage.count }

    /// Returns the byte at `offset`.
    func byte(at offset: Int) -> UInt8? {
        storage.indices.contains(offset) ? storage[offset] : nil
    }

    /// Returns the `count` bytes that begin at `offset`.
    func slice(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, storage.count >= count, offset <= storage.count - count else { return nil }
        return storage[offset..<offset + count]
    }

    /// Returns the number that begins at `offset`.
    func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, at offset: Int, _ order: Order
    ) -> Number? {
        guard slice(at: offset, count: Number.bitWidth / 8) != nil else { return nil }
        let number = storage.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
        return order == .big ? Number(bigEndian: number) : Number(littleEndian: number)
    }

    /// Returns the numbers of a table that begins at `offset`: `count` of them, or as many of them as exist.
    func numbers<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, at offset: Int = 0, count: Int, _ order: Order
    ) -> [Number] {
        let width = Number.bitWidth / 8
        guard (0...storage.count).contains(offset) else { return [] }
        return (0..<max(0, min(count, (storage.count - offset) / width))).compactMap {
            number(type, at: offset + $0 * width, order)
        }
    }

    /// Whether `pattern` is at `offset`.
    func holds(_ pattern: [UInt8], at offset: Int = 0) -> Bool {
        slice(at: offset, count: pattern.count)?.elementsEqual(pattern) ?? false
    }

    /// Whether the ASCII text `pattern` is at `offset`.
    func holds(_ pattern: String, at offset: Int = 0) -> Bool { holds(Array(pattern.utf8), at: offset) }

    /// Returns the text in a field of `count` bytes, up to the first zero byte.
    func text(at offset: Int, count: Int) -> String? {
        slice(at: offset, count: count).map { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
