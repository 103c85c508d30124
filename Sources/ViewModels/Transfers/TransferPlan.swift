public import ImageModel

/// How an image's data gets from where it is into the service's stores.
public enum TransferPlan: Hashable, Sendable {
    /// gaze reads it and sends it.
    case send(Origin, Route)
    /// The service reads it by itself.
    case fetch(ImageImport)

    /// Where gaze reads.
    public enum Origin: Hashable, Sendable {
        /// A file.
        case file(DataFile)
        /// An address of the web.
        case web(url: String)
        /// Standard input; it cannot be read twice.
        case standardInput
    }

    /// Where gaze sends it to.
    public enum Route: Hashable, Sendable {
        /// Into one store; nil leaves it to the service.
        case upload(store: ImageStore.ID?)
        /// To the staging area, from where an import brings it into the stores.
        case staged(ImageImport.Stores)
    }

    /// Bytes, where they are known beforehand.
    public var size: Int64? {
        if case .send(.file(let file), _) = self { file.size } else { nil }
    }

    /// What the data is called for a person: a path, an address.
    public var origin: String {
        switch self {
        case .send(.file(let file), _): file.path
        case .send(.web(let url), _): url
        case .send(.standardInput, _): "standard input"
        case .fetch(let request):
            switch request.method {
            case .webDownload(let url): url
            case .glanceDownload(let region, let image): DataSource.regionScheme + region + "/" + image
            case .glanceDirect, .copyImage: request.method.name
            }
        }
    }

    /// The stores that the data is to be in at the end, by their ids; nil where the service chooses.
    ///
    /// - Parameter known: the cloud's stores.
    func targets(among known: [ImageStore]) -> [ImageStore.ID]? {
        switch stores {
        case .usual: nil
        case .some(let stores, _): stores
        case .all: known.filter { !$0.isReadOnly }.map(\.id)
        }
    }

    private var stores: ImageImport.Stores {
        switch self {
        case .send(_, .upload(let store)): store.map { .some([$0], mustSucceed: true) } ?? .usual
        case .send(_, .staged(let stores)): stores
        case .fetch(let request): request.stores
        }
    }
}
