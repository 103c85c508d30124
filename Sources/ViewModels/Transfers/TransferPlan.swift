package import ImageModel

/// How an image's data gets from its source into the service's stores.
package enum TransferPlan: Hashable, Sendable {
    /// gaze reads the data and sends it.
    case send(Origin, Route)
    /// The service reads the data by itself.
    case fetch(ImageImport)

    /// The source that gaze reads from.
    package enum Origin: Hashable, Sendable {
        /// A file.
        case file(DataFile)
        /// A web address.
        case web(url: String)
        /// An image in another region or another cloud.
        case elsewhere(ImageElsewhere)
        /// An image of the current cloud that is copied to another one.
        case image(CopiedImage)
        /// Standard input, which cannot be read twice.
        case standardInput
    }

    /// The place that gaze sends the data to.
    package enum Route: Hashable, Sendable {
        /// One store; nil leaves the choice to the service.
        case upload(store: ImageStore.ID?)
        /// The staging area, from which an import moves the data into the stores.
        case staged(ImageImport.Stores)
    }

    /// The size in bytes, if it is known beforehand.
    package var size: Int64? {
        switch self {
        case .send(.file(let file), _): file.size
        case .send(.image(let image), _): image.size
        default: nil
        }
    }

    /// The file that is sent; nil if the data is not a file.
    var file: DataFile? {
        if case .send(.file(let file), _) = self { file } else { nil }
    }

    /// The source of the data: a path or an address.
    package var origin: String {
        switch self {
        case .send(.file(let file), _): file.path
        case .send(.web(let url), _): url
        case .send(.elsewhere(let image), _): image.address
        case .send(.image(let image), _): image.words
        case .send(.standardInput, _): "standard input"
        case .fetch(let request):
            switch request.method {
            case .webDownload(let url): url
            case .glanceDownload(let region, let image): ImageElsewhere(region: region, id: image).address
            case .glanceDirect, .copyImage: request.method.name
            }
        }
    }

    /// The source of the data for display, without possible secrets in an address.
    package var originWords: String { ShownAddress(origin).description }

    /// Returns the requests that follow the create.
    ///
    /// - Parameter id: the image's id; nil if the service has yet to assign it.
    func requests(on id: Image.ID?) -> [ImageRequest] {
        switch self {
        case .send(_, .upload(let store)): [.upload(to: .store(store), of: id, size: size)]
        case .send(_, .staged(let stores)):
            [
                .upload(to: .staging, of: id, size: size),
                .importData(ImageImport(.glanceDirect, stores: stores), into: id),
            ]
        case .fetch(let request): [.importData(request, into: id)]
        }
    }

    /// The requests that follow the create, for display: the method, the end of the path, and what is sent.
    package var requests: [String] {
        requests(on: nil).map { request in
            let end = request.path.split(separator: "/").last ?? ""
            let start = "\(request.method.rawValue) …/\(end)"
            switch request.body {
            case .json: return start + ", " + way
            case .data(let size):
                let store = request.headers.first { $0.name == ImageRequest.storeHeader }
                return start + (size.map { ", " + Format.bytes($0) } ?? "") + (store.map { " into \($0.value)" } ?? "")
            }
        }
    }

    /// The name of the way: `upload`, or the API's name of the import method.
    package var way: String {
        switch self {
        case .send(_, .upload): TransferOffer.upload
        case .send(_, .staged): ImageImport.Method.glanceDirect.name
        case .fetch(let request): request.method.name
        }
    }

    /// The source to read the data from again; nil if that is not possible.
    var source: DataSource? {
        switch self {
        case .send(.file(let file), _): return .file(path: file.path)
        case .send(.web(let url), _): return .web(url: url)
        case .send(.elsewhere(let image), _): return .image(image)
        case .send(.standardInput, _), .send(.image, _): return nil
        case .fetch(let request):
            switch request.method {
            case .webDownload(let url): return .web(url: url)
            case .glanceDownload(let region, let image): return .image(ImageElsewhere(region: region, id: image))
            case .glanceDirect, .copyImage: return nil
            }
        }
    }

    /// Returns the ids of the stores that the data will be in; nil if the service chooses.
    ///
    /// - Parameter known: the cloud's stores.
    func targets(among known: [ImageStore]) -> [ImageStore.ID]? {
        switch stores {
        case .usual: nil
        case .some(let stores, _): stores
        case .all: known.filter { !$0.isReadOnly }.map(\.id)
        }
    }

    /// Returns the plan for the same data and stores in another way; nil if there is none.
    func taking(_ way: String, _ offer: TransferOffer) -> TransferPlan? {
        guard let source else { return nil }
        let (names, mustAllSucceed) = storeNames
        return try? offer.plan(for: source, file: file, way: way, stores: names, mustAllSucceed: mustAllSucceed)
    }

    /// The stores as the form names them, and whether the failure of one makes the whole transfer fail.
    var storeNames: (names: [String], mustAllSucceed: Bool) {
        switch stores {
        case .usual: ([], false)
        case .some(let stores, let mustSucceed): (stores, mustSucceed)
        case .all(let mustSucceed): ([TransferOffer.all], mustSucceed)
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
