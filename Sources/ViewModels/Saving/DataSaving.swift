import Foundation
import ImageModel

/// Brings an image's data to where it is wanted, and proves it there. Nothing of it is done on the main actor, and the memory that
/// it takes is the same however much data there is.
struct DataSaving: Sendable {
    let api: any ImageAPI
    let image: Image.ID
    let destination: SaveDestination
    /// Where it was to go before; a part that is there is taken over.
    var former: String?

    /// How far it is.
    struct Progress: Hashable, Sendable {
        /// What is done now.
        enum Step: Hashable, Sendable {
            /// The record is read.
            case asking
            /// What is there already is read again, for its hash.
            case checking
            /// Bytes come.
            case receiving
            /// The way was cut off, and it tries to go on.
            case resuming
            /// All of it is there; the file is brought to the disk and given its name.
            case finishing
        }

        var step = Step.asking
        /// Bytes that are there.
        var bytes: Int64 = 0
        /// Bytes in all; nil where that is not known.
        var size: Int64?
    }

    /// Why it did not work out.
    enum Failure: Error, Hashable, Sendable {
        /// The service does not give the data.
        case request(APIError)
        /// The image has none.
        case noData
        /// What came is not what the record says; it is kept under another name where it is a file.
        case unproven(String, aside: String?)
        /// It cannot be written here.
        case file(SaveProblem)
    }

    /// Bytes that are read, hashed and written at a time.
    static let blockSize = 1 << 20

    /// Does it.
    ///
    /// - Parameter tell: told how far it is, on no particular thread.
    /// - Returns: what was compared, in words.
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

    /// The hash of what is there already.
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
            // What has come is of use the next time, or to see what is wrong with it.
            try await write(block)
            throw error
        }
    }

    /// Hands the data to standard output.
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

    /// Reads all of it, and hands each piece on.
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
