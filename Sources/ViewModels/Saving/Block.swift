/// Pieces of data that belong together, to be written at once.
struct Block: Sendable {
    /// Where they begin.
    private(set) var offset: Int64 = 0
    /// The bytes.
    private(set) var bytes: [UInt8] = []

    /// Adds a piece.
    ///
    /// - Returns: what is to be written now: a whole block, or what was there before a piece that belongs elsewhere.
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

/// Says when it is time to tell something again: a few times a second.
struct Ticker {
    private var last: ContinuousClock.Instant?
    private static let interval: Duration = .milliseconds(100)

    /// Whether it is; asking for it makes it the last time.
    var isTime: Bool {
        mutating get {
            let now = ContinuousClock.now
            if let last, last.duration(to: now) < Self.interval { return false }
            last = now
            return true
        }
    }
}
