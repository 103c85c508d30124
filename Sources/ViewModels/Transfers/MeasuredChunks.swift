import ImageModel

/// Data that reports when its last byte has been read, and how many there were: after that, the receiver has to answer.
struct MeasuredChunks: AsyncSequence, Sendable {
    private let chunks: any AsyncSequence<[UInt8], any Error> & Sendable
    private let onEnd: @Sendable (_ bytes: Int64) -> Void

    /// - Parameter onEnd: called once with the total number of bytes; not if the data ends with an error.
    init(_ data: ImageData, onEnd: @escaping @Sendable (_ bytes: Int64) -> Void) {
        chunks = data.chunks
        self.onEnd = onEnd
    }

    func makeAsyncIterator() -> Iterator { Iterator(chunks: chunks.makeAsyncIterator(), onEnd: onEnd) }

    struct Iterator: AsyncIteratorProtocol {
        private var chunks: any AsyncIteratorProtocol<[UInt8], any Error>
        private let onEnd: @Sendable (_ bytes: Int64) -> Void
        private var bytes: Int64 = 0
        private var isOver = false

        fileprivate init(
            chunks: any AsyncIteratorProtocol<[UInt8], any Error>, onEnd: @escaping @Sendable (_ bytes: Int64) -> Void
        ) {
            self.chunks = chunks
            self.onEnd = onEnd
        }

        mutating func next() async throws -> [UInt8]? {
            guard !isOver else { return nil }
            guard let piece = try await chunks.next() else {
                isOver = true
                // The stream also ends, at any point, when its reader is cancelled.
                if !Task.isCancelled { onEnd(bytes) }
                return nil
            }
            bytes += Int64(piece.count)
            return piece
        }
    }
}
