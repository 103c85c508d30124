import ImageModel

/// Reads an image's data from a service and verifies it at the end. If it is interrupted, it resumes at the offset that it has
/// reached.
struct DataReader {
    /// Bytes and their offset.
    struct Piece: Hashable, Sendable {
        let offset: Int64
        let bytes: [UInt8]
    }

    /// What to do if a service was asked for a part of the data, but sends it from the beginning.
    enum Manner: Sendable {
        /// Hands out the beginning again, to a caller that can overwrite earlier data.
        case rewinding
        /// Skips what was handed out before, and withholds the last piece until all data is verified, for a caller that cannot
        /// take anything back.
        case onceOnly
    }

    private let api: any ImageAPI
    private let proof: DataProof
    private let manner: Manner
    private let onCut: @Sendable (_ position: Int64) -> Void
    /// The total number of bytes, as soon as the record or the service has stated it.
    private(set) var size: Int64?
    /// The offset of the next byte.
    private(set) var position: Int64
    /// What was compared at the end; nil before the end.
    private(set) var verdict: String?
    private var digest: DataDigest?
    private var chunks: (any AsyncIteratorProtocol<[UInt8], any Error>)?
    /// The number of bytes still to skip, because they were read before.
    private var surplus: Int64 = 0
    private var held: Piece?
    private var resumption = Resumption()
    private var hasBegun = false

    /// Creates a reader, which sends no request yet.
    ///
    /// - Parameters:
    ///   - proof: the image, and what its data must be.
    ///   - position: the number of bytes that are there already.
    ///   - digest: the hash of those bytes.
    ///   - manner: what to do if the service sends the data from the beginning.
    ///   - onCut: called with the offset whenever the reader was interrupted and tries to resume.
    init(
        _ proof: DataProof, from api: any ImageAPI, at position: Int64 = 0, digest: DataDigest?, manner: Manner,
        onCut: @escaping @Sendable (_ position: Int64) -> Void = { _ in }
    ) {
        self.api = api
        self.proof = proof
        self.position = position
        self.digest = digest
        self.manner = manner
        self.onCut = onCut
        size = proof.size
    }

    /// Returns the next piece; nil at the end, once all data is verified.
    mutating func next() async throws(DataReaderError) -> Piece? {
        while verdict == nil {
            guard let piece = try await read() else {
                verdict = try proof.verdict(on: position, digest)
                return held.take()
            }
            guard manner == .onceOnly else { return piece }
            let before = held
            held = piece
            if let before { return before }
        }
        return nil
    }

    private mutating func read() async throws(DataReaderError) -> Piece? {
        while true {
            if chunks == nil {
                if let size, position == size { return nil }
                do throws(APIError) {
                    try await open()
                } catch {
                    // A failure before any data has arrived is reported at once.
                    guard hasBegun else { throw .request(error) }
                    try await waitAfter(error)
                    continue
                }
                guard size != 0 || proof.size == 0 else { throw .noData }
            }
            do {
                guard let bytes = try await chunks?.next() else {
                    chunks = nil
                    if let size, position < size { throw Self.cutShort }
                    return nil
                }
                if let piece = try take(bytes) { return piece }
            } catch {
                chunks = nil
                try await waitAfter(Self.failure(error))
            }
        }
    }

    /// - Returns: the new bytes; nil if all were read before.
    /// - Throws: `APIError` if the service sends more than the record's size, which could fill a disk.
    private mutating func take(_ bytes: [UInt8]) throws(APIError) -> Piece? {
        let known = min(Int64(bytes.count), surplus)
        surplus -= known
        let new = known == 0 ? bytes : Array(bytes.dropFirst(Int(known)))
        guard !new.isEmpty else { return nil }
        if let size, Int64(new.count) > size - position {
            throw APIError(
                kind: .conflict, message: "The record says \(size) bytes, and the service sends more.")
        }
        digest?.update(new)
        defer { position += Int64(new.count) }
        resumption.didAdvance()
        hasBegun = true
        return Piece(offset: position, bytes: new)
    }

    private mutating func open() async throws(APIError) {
        let download: ImageDownload
        do throws(APIError) {
            download = try await api.download(proof.image, from: position)
        } catch {
            // A service that does not have that many bytes is asked for the data from the beginning.
            guard error.status == 416, position > 0, manner == .rewinding else { throw error }
            begin(at: 0)
            download = try await api.download(proof.image, from: 0)
        }
        if let size, let other = download.size, other != size {
            throw APIError(
                kind: .conflict, message: "The record says \(size) bytes, and the service has \(other) to send.")
        }
        guard download.start <= position else {
            throw APIError(kind: .notUnderstood, message: "The service sends another part than was asked for.")
        }
        size = size ?? download.size
        if download.start == 0, position > 0, manner == .rewinding { begin(at: 0) }
        surplus = position - download.start
        chunks = download.chunks.makeAsyncIterator()
    }

    private mutating func begin(at start: Int64) {
        position = start
        digest = proof.digest
    }

    /// Waits before the next attempt, if another one may help.
    private mutating func waitAfter(_ error: APIError) async throws(DataReaderError) {
        let (onCut, position) = (onCut, position)
        do throws(APIError) {
            try await resumption.wait(after: error) { onCut(position) }
        } catch {
            throw .request(error)
        }
    }

    private static let cutShort = APIError(kind: .noAnswer, message: "The service has ended its answer too early.")

    private static func failure(_ error: any Error) -> APIError {
        if error is CancellationError { return APIError(kind: .cancelled, message: "") }
        return error as? APIError ?? APIError(kind: .noAnswer, message: "\(error)")
    }
}
