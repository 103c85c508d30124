import ImageModel

/// An image whose data is copied to another cloud.
public struct CopiedImage: Hashable, Sendable, Codable {
    /// The cloud that it is in.
    public let cloud: String
    /// The cloud that it is copied to.
    let choice: CloudChoice
    /// What its data has to be.
    let proof: DataProof

    /// An image, as its record says it.
    init(_ image: Image, in cloud: String, to choice: CloudChoice) {
        self.cloud = cloud
        self.choice = choice
        proof = DataProof(image)
    }

    /// What the cloud is called that it is copied to.
    public var target: String { choice.title }

    /// Where it is, and where it goes, for a person.
    var words: String { "\(cloud), to \(target)" }

    /// Bytes; nil where the record does not say.
    var size: Int64? { proof.size }

    /// The data as it comes from the cloud, proven before the last of it is handed on.
    func data(from api: any ImageAPI) -> ImageData { ImageData(proof, from: api) }
}

extension ImageData {
    /// An image's data as it comes from a service, proven before the last of it is handed on.
    init(_ proof: DataProof, from api: any ImageAPI) {
        self.init(size: proof.size, chunks: ProvenChunks(proof: proof, api: api))
    }
}

/// An image's data, piece by piece.
private struct ProvenChunks: AsyncSequence, Sendable {
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

extension TransferPlan {
    /// The image that it copies from another cloud; nil where it does something else.
    public var copied: CopiedImage? { if case .send(.image(let image), _) = self { image } else { nil } }
}
