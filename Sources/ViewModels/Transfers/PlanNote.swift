import ImageModel

/// The plan of a transfer in stored form: without passwords, and without the query of an address, which may be as good as a
/// password.
package struct PlanNote: Hashable, Sendable, Codable {
    /// The absolute path of a file, an address, or `-` for standard input; a line that `DataSource` parses.
    let source: String
    /// Whether the address is complete, with nothing left out.
    let isWhole: Bool
    /// The name of the way: `TransferPlan.way`.
    let way: String
    /// The ids of the stores, or `all`; empty if the service chooses.
    let stores: [String]
    /// Whether the failure of one store makes the whole transfer fail.
    let mustAllSucceed: Bool
    /// The size in bytes, if it was known beforehand.
    let size: Int64?
    /// The image that is copied from here to another cloud; nil if the data goes to the current cloud.
    let copied: CopiedImage?

    /// The stored form of a plan.
    init(_ plan: TransferPlan) {
        let line: String
        switch plan.source {
        case .file(let path): line = FilePath.absolute(path)
        case .web, .image, nil: line = plan.origin
        case .standardInput: line = Self.standardInput
        }
        copied = plan.copied
        if case .send(.standardInput, _) = plan {
            source = Self.standardInput
        } else {
            // The names of clouds are not an address.
            source = copied == nil ? ShownAddress(line).description : line
        }
        isWhole = source == line || source == Self.standardInput
        way = plan.way
        (stores, mustAllSucceed) = plan.storeNames
        size = plan.size
    }

    private static let standardInput = "-"

    /// Whether the cloud copies the data of an active image to further stores.
    package var isCopy: Bool { way == ImageImport.Method.copyImage.name }

    /// The source of the data, for display: a path or an address.
    package var origin: String { source == Self.standardInput ? "standard input" : source }

    /// The title of the other cloud that the image is in; nil if it is in this one.
    package var target: String? { copied?.target }

    /// Where the data is; nil if it cannot be read by a name.
    var dataSource: DataSource? { isCopy || copied != nil ? nil : try? DataSource(source) }

    /// Returns the plan.
    ///
    /// - Parameter file: the file, if the source is one.
    /// - Throws: `TransferProblem` if a later version of gaze has stored something that this one does not know.
    func plan(for file: DataFile?) throws(TransferProblem) -> TransferPlan {
        if isCopy { return .fetch(ImageImport(.copyImage, stores: TransferOffer.stores(stores, mustAllSucceed))) }
        if let copied { return .send(.image(copied), .upload(store: stores.first)) }
        guard let dataSource else { throw .noFile }
        let offer = TransferOffer(
            methods: way == TransferOffer.upload ? [] : [way],
            stores: stores.filter { $0 != TransferOffer.all }.map { ImageStore(id: $0) })
        return try offer.plan(for: dataSource, file: file, way: way, stores: stores, mustAllSucceed: mustAllSucceed)
    }
}
