import ImageModel

/// Data that tells when the last of it has been read, and how many bytes it was: from then on it is the turn of whoever is sent it.
struct MeasuredChunks: AsyncSequence, Sendable {
    private let chunks: any AsyncSequence<[UInt8], any Error> & Sendable
    private let onEnd: @Sendable (_ bytes: Int64) -> Void

    /// - Parameter onEnd: told of the bytes in all, once; not where the data breaks off.
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
                // A stream whose reader is called off ends as well, wherever it is.
                if !Task.isCancelled { onEnd(bytes) }
                return nil
            }
            bytes += Int64(piece.count)
            return piece
        }
    }
}
