import ImageModel

/// An image whose data is copied to another cloud.
package struct CopiedImage: Hashable, Sendable, Codable {
    /// The cloud that the image is copied from.
    package let cloud: String
    /// The cloud that the image is copied to.
    let choice: CloudChoice
    /// The size and hash that the data must have.
    let proof: DataProof

    /// An image, with the size and hash from its record.
    init(_ image: Image, in cloud: String, to choice: CloudChoice) {
        self.cloud = cloud
        self.choice = choice
        proof = DataProof(image)
    }

    /// The title of the cloud that the image is copied to.
    package var target: String { choice.title }

    /// The source and the target, for display.
    var words: String { "\(cloud), to \(target)" }

    /// The size of the data in bytes; nil if the record does not state it.
    var size: Int64? { proof.size }

    /// Returns the data from the source cloud, verified before its last bytes are handed on.
    func data(from api: any ImageAPI) -> ImageData { ImageData(proof, from: api) }
}

extension ImageData {
    /// The data of an image from a service, verified before its last bytes are handed on.
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
    /// The image that the plan copies from another cloud; nil if the plan does something else.
    package var copied: CopiedImage? { if case .send(.image(let image), _) = self { image } else { nil } }
}
