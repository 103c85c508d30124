package import ImageModel

/// The ways that a cloud offers to supply data: its import methods and its stores.
package struct TransferOffer: Hashable, Sendable {
    /// The import methods, by the API's names; empty if the cloud takes only uploads.
    package var methods: [String]
    /// The stores; empty if the cloud has a single one.
    package var stores: [ImageStore]

    /// Creates an offer.
    package init(methods: [String] = [], stores: [ImageStore] = []) {
        self.methods = methods
        self.stores = stores
    }

    /// The name of an upload into one store, alongside the API's names of the import methods.
    package static let upload = "upload"

    /// Returns the ways to transfer data from a source, the usual one first.
    package func ways(for source: DataSource) -> [String] {
        let staged = methods.filter { $0 == ImageImport.Method.glanceDirect.name }
        switch source {
        case .file, .standardInput: return [Self.upload] + staged
        case .web: return methods.filter { $0 == "web-download" } + [Self.upload] + staged
        case .image(let image):
            // The service knows only the regions in its own catalog.
            return methods.filter { $0 == "glance-download" && image.cloud == nil } + [Self.upload] + staged
        }
    }

    /// Whether gaze, and not the cloud, reads the data in this way.
    static func isRead(by way: String) -> Bool { way == upload || way == ImageImport.Method.glanceDirect.name }

    /// The word that stands for all stores in the field for stores.
    package static let all = "all"

    /// Returns the plan for a source.
    ///
    /// - Parameters:
    ///   - source: where the data is.
    ///   - file: the file, if the source is one.
    ///   - way: one of `ways(for:)`; nil for the one that fits the source and the stores.
    ///   - names: the ids of the stores, or `all`; empty leaves the choice to the cloud.
    ///   - mustAllSucceed: whether the failure of one store makes the whole transfer fail.
    ///   - isChecked: whether the data must have a checksum. Then gaze reads the data itself if it can, so that wrong data does
    ///     not become active.
    /// - Throws: `TransferProblem` if there is no such way.
    package func plan(
        for source: DataSource, file: DataFile?, way: String?, stores names: [String], mustAllSucceed: Bool,
        isChecked: Bool = false
    ) throws(TransferProblem) -> TransferPlan {
        let stores = Self.stores(names, mustAllSucceed)
        if let unknown = names.first(where: { name in name != Self.all && !self.stores.contains { $0.id == name } }) {
            throw .noStore(unknown, known: self.stores.map(\.id))
        }
        let ways = ways(for: source)
        let isForSeveral = names.count > 1 || names.contains(Self.all)
        let usual = isChecked ? ways.filter(Self.isRead(by:)) + ways : ways
        guard let way = way ?? usual.first(where: { !isForSeveral || $0 != Self.upload }) ?? usual.first,
            ways.contains(way)
        else { throw .noWay(source, way) }
        if way == Self.upload, isForSeveral { throw .oneStoreOnly }
        switch source {
        case .image(let image):
            guard way == "glance-download", let region = image.region else {
                return .send(.elsewhere(image), Self.route(way, names, stores))
            }
            return .fetch(ImageImport(.glanceDownload(region: region, image: image.id), stores: stores))
        case .web(let url) where way != Self.upload && way != ImageImport.Method.glanceDirect.name:
            return .fetch(ImageImport(.webDownload(url), stores: stores))
        case .web(let url): return .send(.web(url: url), Self.route(way, names, stores))
        case .standardInput: return .send(.standardInput, Self.route(way, names, stores))
        case .file:
            guard let file else { throw .noFile }
            return .send(.file(file), Self.route(way, names, stores))
        }
    }

    /// Returns the stores in the form of an import request, given their ids or `all`; empty leaves the choice to the cloud.
    static func stores(_ names: [String], _ mustAllSucceed: Bool) -> ImageImport.Stores {
        if names.isEmpty { return .usual }
        return names.contains(all) ? .all(mustSucceed: mustAllSucceed) : .some(names, mustSucceed: mustAllSucceed)
    }

    private static func route(
        _ way: String, _ names: [String], _ stores: ImageImport.Stores
    ) -> TransferPlan.Route {
        way == upload ? .upload(store: names.first) : .staged(stores)
    }
}

/// Why data cannot be transferred as requested.
package enum TransferProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The cloud has no store of this name.
    case noStore(String, known: [String])
    /// The cloud does not offer this way for the source; nil if it offers none at all.
    case noWay(DataSource, String?)
    /// An upload goes to only one store.
    case oneStoreOnly
    /// The file has not been examined, or cannot be read.
    case noFile

    /// What is wrong, and what to do.
    package var description: String {
        switch self {
        case .noStore(let name, let known):
            known.isEmpty
                ? "This cloud names no stores: leave the field empty."
                : "There is no store \(name) here; there are \(known.joined(separator: ", "))."
        case .noWay(_, let way): "This cloud does not offer \(way ?? "any way") for this data."
        case .oneStoreOnly: "An upload goes to one store; several need glance-direct, which this cloud may not offer."
        case .noFile: "The file cannot be read."
        }
    }
}
