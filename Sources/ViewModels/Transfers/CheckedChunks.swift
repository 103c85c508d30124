import ImageModel
import Synchronization

/// Data that is compared with a checksum while it is read. The last piece of it is withheld until then, and an error comes in
/// its place where the data is something else: a service that has not been sent all of it keeps none.
struct CheckedChunks: AsyncSequence, Sendable {
    /// What was read instead, for who asked for the data: the client hands on what an error says, and not the error.
    final class Finding: Sendable {
        private let state = Mutex<String?>(nil)

        /// The hash that the data has; nil as long as that is not another one.
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
