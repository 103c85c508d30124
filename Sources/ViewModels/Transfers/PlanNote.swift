import ImageModel

/// How an image's data gets to the service, as it is written down: without passwords, and without the query of an address,
/// which may be as good as one.
public struct PlanNote: Hashable, Sendable, Codable {
    /// A file's whole path, an address, or `-` for standard input; the line that `DataSource` reads.
    let source: String
    /// Whether the address is all there, with nothing left out.
    let isWhole: Bool
    /// What the way is called: `TransferPlan.way`.
    let way: String
    /// The stores, by their ids, or `all`; none where the service chooses.
    let stores: [String]
    /// Whether one store that fails makes all of it fail.
    let mustAllSucceed: Bool
    /// Bytes, where they were known beforehand.
    let size: Int64?
    /// The image that is copied from here to another cloud, and which one that is; nil where the data goes to this one.
    let copied: CopiedImage?

    /// What is written down of a plan.
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
            // What clouds are called is no address.
            source = copied == nil ? ShownAddress(line).description : line
        }
        isWhole = source == line || source == Self.standardInput
        way = plan.way
        (stores, mustAllSucceed) = plan.storeNames
        size = plan.size
    }

    private static let standardInput = "-"

    /// Whether the cloud is to copy the data of an active image to more stores.
    public var isCopy: Bool { way == ImageImport.Method.copyImage.name }

    /// What the data is called for a person: a path, an address.
    public var origin: String { source == Self.standardInput ? "standard input" : source }

    /// What the other cloud is called that the image is in; nil where it is in this one.
    public var target: String? { copied?.target }

    /// Where the data is; nil where that is no place to read from by its name.
    var dataSource: DataSource? { isCopy || copied != nil ? nil : try? DataSource(source) }

    /// The plan.
    ///
    /// - Parameter file: what the file is, where the source is one.
    /// - Throws: `TransferProblem` where a later gaze has written down what this one does not know.
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
