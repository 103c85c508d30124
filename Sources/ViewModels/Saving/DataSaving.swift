import Foundation
import ImageModel

/// Saves an image's data to its destination and verifies it there. No work is done on the main actor, and the memory use does
/// not depend on the size of the data.
struct DataSaving: Sendable {
    let api: any ImageAPI
    let image: Image.ID
    let destination: SaveDestination
    /// The path that the data was to be saved to before; a part that is there is taken over.
    var former: String?

    /// The progress of saving.
    struct Progress: Hashable, Sendable {
        /// The current step.
        enum Step: Hashable, Sendable {
            /// The record is being read.
            case asking
            /// A part from before is being read again, for its hash.
            case checking
            /// Bytes are arriving.
            case receiving
            /// The transfer was interrupted, and tries to resume.
            case resuming
            /// All data is there; the file is flushed to disk and renamed.
            case finishing
        }

        var step = Step.asking
        /// The number of bytes that are there.
        var bytes: Int64 = 0
        /// The total number of bytes; nil if it is not known.
        var size: Int64?
    }

    /// Why the data was not saved.
    enum Failure: Error, Hashable, Sendable {
        /// The service refused a request, or cannot be reached.
        case request(APIError)
        /// The image has no data.
        case noData
        /// The data is not what the record says. If it is a file, it is kept under the name `aside`.
        case unproven(String, aside: String?)
        /// The data cannot be written here.
        case file(SaveProblem)
    }

    /// The number of bytes that are read, hashed, and written at a time.
    static let blockSize = 1 << 20

    /// Saves and verifies the data.
    ///
    /// - Parameter tell: called with the progress, on any thread.
    /// - Returns: what was compared, in words.
    /// - Throws: `Failure` if the data was not saved.
    @concurrent
    func perform(_ tell: @escaping @Sendable (Progress) -> Void) async throws(Failure) -> String {
        tell(Progress())
        let record: Image
        do throws(APIError) {
            record = try await api.image(image).image
        } catch {
            throw .request(error)
        }
        if record.status == .queued { throw .noData }
        let proof = DataProof(record)
        switch destination {
        case .file(let path, let overwriting):
            return try await save(proof, to: path, overwriting: overwriting, tell)
        case .standardOutput: return try await pass(on: proof, tell)
        }
    }

    private func save(
        _ proof: DataProof, to path: String, overwriting: Bool, _ tell: @escaping @Sendable (Progress) -> Void
    ) async throws(Failure) -> String {
        let lane = FileLane()
        let file: PartFile
        do throws(SaveProblem) {
            file = try await lane.perform { [former] () throws(SaveProblem) in
                if let former { PartFile.rename(former, to: path) }
                return try PartFile.open(path, for: proof, overwriting: overwriting)
            }
        } catch {
            throw .file(error)
        }
        do throws(Failure) {
            let digest = try await digestOfKept(in: file, proof, lane, tell)
            let (size, verdict) = try await receive(proof, digest, into: file, lane, tell)
            tell(Progress(step: .finishing, bytes: size, size: size))
            do throws(SaveProblem) {
                try await lane.perform { () throws(SaveProblem) in
                    try file.finish(size: size, overwriting: overwriting)
                }
            } catch {
                throw .file(error)
            }
            return verdict
        } catch {
            if case .unproven(let finding, _) = error {
                let aside = try? await lane.perform { () throws(SaveProblem) in try file.setAside() }
                throw .unproven(finding, aside: aside)
            }
            await lane.perform { file.leave() }
            throw error
        }
    }

    /// Returns the hash of the part that is there already; nil if there is no hash to compare with.
    private func digestOfKept(
        in file: PartFile, _ proof: DataProof, _ lane: FileLane, _ tell: @Sendable (Progress) -> Void
    ) async throws(Failure) -> DataDigest? {
        guard var digest = proof.digest else { return nil }
        var ticker = Ticker()
        var offset: Int64 = 0
        while offset < file.kept {
            if Task.isCancelled { throw .request(APIError(kind: .cancelled, message: "")) }
            let bytes: [UInt8]
            do throws(SaveProblem) {
                let (place, count) = (offset, Int(min(file.kept - offset, Int64(Self.blockSize))))
                bytes = try await lane.perform { () throws(SaveProblem) in try file.read(at: place, upTo: count) }
            } catch {
                throw .file(error)
            }
            guard !bytes.isEmpty else { break }
            digest.update(bytes)
            offset += Int64(bytes.count)
            if ticker.isTime { tell(Progress(step: .checking, bytes: offset, size: proof.size)) }
        }
        return digest
    }

    private func receive(
        _ proof: DataProof, _ digest: DataDigest?, into file: PartFile, _ lane: FileLane,
        _ tell: @escaping @Sendable (Progress) -> Void
    ) async throws(Failure) -> (size: Int64, verdict: String) {
        var block = Block()
        func write(_ block: Block) async throws(Failure) {
            do throws(SaveProblem) {
                try await lane.perform { () throws(SaveProblem) in try file.write(block.bytes, at: block.offset) }
            } catch {
                throw .file(error)
            }
        }
        do throws(Failure) {
            let end = try await read(proof, at: file.kept, digest, .rewinding, tell) { piece throws(Failure) in
                if let full = block.add(piece) { try await write(full) }
            }
            try await write(block)
            return end
        } catch {
            if case .file = error { throw error }
            // What has arrived is useful for the next attempt, or to find out what is wrong with it.
            try await write(block)
            throw error
        }
    }

    /// Writes the data to standard output.
    private func pass(
        on proof: DataProof, _ tell: @escaping @Sendable (Progress) -> Void
    ) async throws(Failure) -> String {
        let lane = FileLane()
        return try await read(proof, at: 0, proof.digest, .onceOnly, tell) { piece throws(Failure) in
            do throws(POSIXError) {
                try await lane.perform { () throws(POSIXError) in
                    try DescriptorWriter.write(piece.bytes, to: STDOUT_FILENO)
                }
            } catch {
                throw .file(SaveProblem(ofOutput: error.code.rawValue))
            }
        }.verdict
    }

    /// Reads the data to its end, and hands on each piece.
    private func read(
        _ proof: DataProof, at start: Int64, _ digest: DataDigest?, _ manner: DataReader.Manner,
        _ tell: @escaping @Sendable (Progress) -> Void, _ take: (DataReader.Piece) async throws(Failure) -> Void
    ) async throws(Failure) -> (size: Int64, verdict: String) {
        let size = proof.size
        var reader = DataReader(proof, from: api, at: start, digest: digest, manner: manner) {
            tell(Progress(step: .resuming, bytes: $0, size: size))
        }
        var ticker = Ticker()
        tell(Progress(step: .receiving, bytes: start, size: size))
        while let piece = try await Self.next(of: &reader) {
            if ticker.isTime {
                let count = piece.offset + Int64(piece.bytes.count)
                tell(Progress(step: .receiving, bytes: count, size: reader.size))
            }
            try await take(piece)
        }
        return (reader.position, reader.verdict ?? "")
    }

    private static func next(of reader: inout DataReader) async throws(Failure) -> DataReader.Piece? {
        do throws(DataReaderError) {
            return try await reader.next()
        } catch {
            switch error {
            case .request(let error): throw .request(error)
            case .noData: throw .noData
            case .unproven(let finding): throw .unproven(finding, aside: nil)
            }
        }
    }
}
