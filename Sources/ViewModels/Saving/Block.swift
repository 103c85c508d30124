/// A run of contiguous pieces of data that are written at once.
struct Block: Sendable {
    /// The offset of the first byte.
    private(set) var offset: Int64 = 0
    /// The bytes.
    private(set) var bytes: [UInt8] = []

    /// Adds a piece.
    ///
    /// - Returns: the block to write now: a full one, or the previous one if the piece does not continue it.
    mutating func add(_ piece: DataReader.Piece) -> Block? {
        guard !bytes.isEmpty, piece.offset == offset + Int64(bytes.count) else {
            let before = bytes.isEmpty ? nil : self
            (offset, bytes) = (piece.offset, piece.bytes)
            return before
        }
        bytes += piece.bytes
        guard bytes.count >= DataSaving.blockSize else { return nil }
        defer { self = Block() }
        return self
    }
}

/// Limits updates to a few per second.
struct Ticker {
    private var last: ContinuousClock.Instant?
    private static let interval: Duration = .milliseconds(100)

    /// Whether enough time has passed since the last update. If so, reading this counts as an update.
    var isTime: Bool {
        mutating get {
            let now = ContinuousClock.now
            if let last, last.duration(to: now) < Self.interval { return false }
            last = now
            return true
        }
    }
}
