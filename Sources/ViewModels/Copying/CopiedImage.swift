import ImageModel

/// An image whose data is copied to another cloud.
public struct CopiedImage: Hashable, Sendable {
    /// The cloud that it is in.
    public let cloud: String
    /// The cloud that it is copied to.
    public let target: String
    /// What its data has to be.
    let proof: DataProof

    /// An image, as its record says it.
    init(_ image: Image, in cloud: String, to target: String) {
        self.cloud = cloud
        self.target = target
        proof = DataProof(image)
    }

    /// Where it is, and where it goes, for a person.
    var words: String { "\(cloud), to \(target)" }

    /// Bytes; nil where the record does not say.
    var size: Int64? { proof.size }

    /// The data as it comes from the cloud, proven before the last of it is handed on.
    func data(from api: any ImageAPI) -> ImageData { ImageData(size: size, chunks: Chunks(proof: proof, api: api)) }

    private struct Chunks: AsyncSequence {
        let proof: DataProof
        let api: any ImageAPI

        func makeAsyncIterator() -> Iterator {
            Iterator(reader: DataReader(proof, from: api, digest: proof.digest, manner: .onceOnly))
        }

        struct Iterator: AsyncIteratorProtocol {
            var reader: DataReader

            mutating func next() async throws -> [UInt8]? { try await reader.next()?.bytes }
        }
    }
}

extension TransferPlan {
    /// The image that it copies from another cloud; nil where it does something else.
    public var copied: CopiedImage? { if case .send(.image(let image), _) = self { image } else { nil } }
}
