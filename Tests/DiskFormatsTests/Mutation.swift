import TestSupport

/// A disk that differs from one of the corpus: it is cut off, and bytes are written over it.
struct Mutation: Sendable {
    let base: String
    var length: Int
    var patches: [(offset: Int, bytes: [UInt8])] = []

    /// The disk.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        var bytes = Array(bytes.prefix(length))
        for patch in patches { bytes.put(patch.bytes, at: patch.offset) }
        return bytes
    }

    /// A whole disk, and a few hundred of what may be wrong with it: the same ones each time.
    static func all(of base: String, _ bytes: [UInt8], seed: UInt64) -> [Mutation] {
        var random = SplitMix(state: seed)
        let whole = Mutation(base: base, length: bytes.count)
        guard bytes.count >= 64 else { return (0...bytes.count).map { Mutation(base: base, length: $0) } }
        let lengths =
            ends.filter { $0 < bytes.count } + (0..<8).map { _ in Int.random(in: 0..<bytes.count, using: &random) }
        let places = places(in: bytes)
        var mutations = [whole] + lengths.map { Mutation(base: base, length: $0) }
        for _ in 0..<90 {
            mutations.append(
                whole.with(
                    (0..<Int.random(in: 1...4, using: &random)).map { _ in
                        let offset = places.randomElement(using: &random) ?? 0
                        let byte =
                            Bool.random(using: &random)
                            ? bytes[offset] ^ 1 << UInt8.random(in: 0..<8, using: &random)
                            : [0x00, 0x01, 0x02, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
                        return (offset, [byte])
                    }))
        }
        for _ in 0..<70 {
            let width = [2, 4, 8].randomElement(using: &random) ?? 4
            let offset = (places.randomElement(using: &random) ?? 0) / 4 * 4
            let value = values.randomElement(using: &random) ?? 0
            let number = withUnsafeBytes(
                of: Bool.random(using: &random) ? value.bigEndian : value.littleEndian, Array.init)
            mutations.append(whole.with([(offset, Array(number.prefix(width)))]))
        }
        for mark in marks { mutations.append(whole.with([mark])) }
        for _ in 0..<20 {
            mutations.append(whole.with([0, 1, 2].compactMap { _ in marks.randomElement(using: &random) }))
        }
        return mutations
    }

    private func with(_ patches: [(offset: Int, bytes: [UInt8])]) -> Mutation {
        var mutation = self
        mutation.patches = patches.filter { $0.offset + $0.bytes.count <= length }
        return mutation
    }

    /// Lengths at which something that is looked at is there or not.
    private static let ends = [
        0, 1, 4, 5, 6, 8, 31, 32, 43, 44, 63, 64, 103, 104, 167, 168, 511, 512, 513, 591, 592, 600, 1024, 1535, 1536,
        2048,
        0x8000, 0x8001, 0x87FF, 0x8800, 0x8801, 0xFFFF, 0x10000, 0x10001, 0x2FFFF, 0x30000, 0x3FFFF, 0x40000, 0x40001,
        0x50000, 0x60000, 0x200000, 0x210000, 0x210008,
    ]

    /// Numbers at the edges of what their fields can hold, and offsets that lead back and astray.
    private static let values: [UInt64] = [
        0, 1, 2, 3, 4, 7, 8, 0x10, 0x14, 0x1F, 0xFF, 0x100, 0x1FF, 0x200, 0x7FF, 0x800, 0x7FFF, 0x8000, 0xFFFF,
        0x1_0000,
        0x2_8000, 0x2_FFFC, 0x3_0000, 0x3_8000, 0x4_0000, 0x5_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1 << 54,
        1 << 62,
        1 << 63, .max - 1, .max,
    ]

    /// What other formats are known by.
    private static let marks: [(offset: Int, bytes: [UInt8])] = [
        (0, [0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3]), (0, Array("QED\0".utf8)), (0, Array("conectix".utf8)),
        (0, Array("vhdxfile".utf8)), (0, Array("KDMV".utf8)), (0, Array("COWD".utf8)),
        (0, Array("LUKS".utf8) + [0xBA, 0xBE, 0, 1]),
        (0x40, [0x7F, 0x10, 0xDA, 0xBE]), (0x8000, [1] + Array("CD001".utf8)), (0x8001, Array("NSR02".utf8)),
        (510, [0x55, 0xAA]), (446, [0x80, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 0xFF, 7, 0, 0]),
        (446, [0, 0, 2, 0, 0xEE, 0, 0, 0, 1, 0, 0, 0, 0xFF, 7, 0, 0]), (462, [0, 0, 2, 0, 0x83]),
        (0x10, [2, 0, 0, 0, 0, 0xF8]),
        (56, [UInt8](repeating: 0xFF, count: 8)), (72, [0, 0, 0, 0, 0, 0, 0, 4]),
    ]

    /// Where something is written, and the fields around it.
    private static func places(in bytes: [UInt8]) -> [Int] {
        let written = bytes.indices.lazy.filter { bytes[$0] != 0 }.prefix(3000)
        let around = written.flatMap { max(0, $0 - 8)...min(bytes.count - 1, $0 + 8) }
        // Headers are short, and texts and tables long: as many places in the one as in the other.
        let headers = Array(0..<min(bytes.count, 128))
        return headers + around.filter { $0 < 1024 } + Array(Set(around)).sorted()
    }
}
