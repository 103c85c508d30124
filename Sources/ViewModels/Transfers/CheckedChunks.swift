import ImageModel
import Synchronization

/// Data that is compared with a checksum while it is read. The last piece is withheld until the comparison; if the data
/// differs, an error is thrown in its place, because a service discards data that it has not received in full.
struct CheckedChunks: AsyncSequence, Sendable {
    /// The hash that was found instead, for the caller: the client passes on only the message of an error, not the error.
    final class Finding: Sendable {
        private let state = Mutex<String?>(nil)

        /// The hash that the data has; nil unless it differs from the checksum.
        var otherHash: String? { state.withLock { $0 } }

        fileprivate func note(_ hash: String) { state.withLock { $0 = hash } }
    }

    private let chunks: any AsyncSequence<[UInt8], any Error> & Sendable
    private let checksum: Checksum
    private let finding: Finding

    init(_ data: ImageData, _ checksum: Checksum, finding: Finding) {
        chunks = data.chunks
        self.checksum = checksum
        self.finding = finding
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(
            chunks: chunks.makeAsyncIterator(), checksum: checksum, finding: finding,
            digest: DataDigest(checksum.algorithm))
    }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var chunks: any AsyncIteratorProtocol<[UInt8], any Error>
        fileprivate let checksum: Checksum
        fileprivate let finding: Finding
        fileprivate var digest: DataDigest
        private var held: [UInt8]?
        private var isOver = false

        fileprivate init(
            chunks: any AsyncIteratorProtocol<[UInt8], any Error>, checksum: Checksum, finding: Finding,
            digest: DataDigest
        ) {
            self.chunks = chunks
            self.checksum = checksum
            self.finding = finding
            self.digest = digest
        }

        mutating func next() async throws -> [UInt8]? {
            guard !isOver else { return nil }
            while let bytes = try await chunks.next() {
                digest.update(bytes)
                let before = held
                held = bytes
                if let before { return before }
            }
            isOver = true
            let hash = digest.hex
            guard hash == checksum.hash else {
                finding.note(hash)
                throw APIError(kind: .source, message: "The \(checksum.title) is another one.")
            }
            return held.take()
        }
    }
}
