import Clouds
import Foundation
import ImageModel
import Logging

/// Imports images' data into their stores, in the background.
///
/// Every step is on disk before the next one begins: if a service is interrupted, the next one to start resumes the task with
/// the stores that remain.
struct Imports: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance
    let download: WebDownload
    /// Reads from other regions; nil without a catalog to find them in.
    let federation: GlanceDownload?
    /// How often to check whether an import's image still exists.
    let lookInterval: Duration
    let logger: Logger
    /// Imports whose data is local, so that the disks determine their speed.
    private let copies = WaitingLine<Asked>(places: Self.limit)
    /// Imports whose data another server has, which may be slow; only imports of this kind wait for each other there.
    private let downloads = WaitingLine<Asked>(places: Self.limit)

    /// A requested task, and the user's token if the task needs one; the token is kept in memory only.
    private struct Asked: Sendable {
        let task: String
        let token: Secret?
    }

    /// The number of imports of each kind that run at the same time.
    private static let limit = 4

    init(
        catalogue: Catalogue, stores: Stores, instance: Instance, download: WebDownload, federation: GlanceDownload?,
        lookInterval: Duration, logger: Logger
    ) {
        self.catalogue = catalogue
        self.stores = stores
        self.instance = instance
        self.download = download
        self.federation = federation
        self.lookInterval = lookInterval
        self.logger = logger
    }

    /// The available methods, by their names in the API.
    var methods: [String] {
        ImportRequest.Method.names.filter { federation != nil || $0 != ImportRequest.Method.federated }
    }

    /// Requests a task.
    func add(_ task: StoredTask, token: Secret? = nil) {
        // A task whose request cannot be parsed fails in either line.
        let isDownload = (try? task.importRequest())?.method.isDownload == true
        let line = isDownload && !stores.staging.holds(task.image) ? downloads : copies
        line.add(Asked(task: task.id, token: token))
    }

    /// Performs the requested tasks, a few at a time, until it is cancelled.
    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for line in [copies, downloads] {
                group.addTask { await line.serve { await perform($0.task, token: $0.token) } }
            }
        }
    }

    private func perform(_ id: String, token: Secret?) async {
        do {
            guard let task = try await catalogue.claim(id, by: instance.name) else { return }
            do {
                try await whileThere(task.image) { try await bring(task, try task.importRequest(), token: token) }
            } catch {
                // When the service shuts down, the task is left as it is, and the next service resumes it.
                if Task.isCancelled { return }
                try await fail(task, error)
            }
        } catch {
            logger.error("an import could not be noted", metadata: ["task": "\(id)", "error": "\(error)"])
        }
    }

    /// Performs work for an image, and cancels it if the image is deleted: otherwise unwanted data would fill the disk and keep
    /// other imports waiting.
    private func whileThere(_ id: String, _ work: @Sendable @escaping () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask { try await lookFor(id) }
            try await group.next()
        }
    }

    /// Checks periodically whether an image exists, until it does not.
    ///
    /// - Throws: `ImportFailure.imageGone` or `CancellationError`.
    private func lookFor(_ id: String) async throws {
        while true {
            // Another service that shares the catalogue may delete the image, and SQLite does not notify a process of other
            // processes' commits.
            try await Task.sleep(for: lookInterval)
            let isThere: Bool
            // A failure to read does not mean that the image is gone.
            do { isThere = try await catalogue.image(id) != nil } catch { continue }
            if !isThere { throw ImportFailure.imageGone }
        }
    }

    private func bring(_ task: StoredTask, _ request: ImportRequest, token: Secret?) async throws {
        let source = try await source(of: task, request, token: token)
        let pending = try await image(of: task).pendingStores
        var reasons: [String] = []
        for store in task.storeNames where pending.contains(store) {
            do {
                try await copy(task, from: source, to: store, request)
            } catch {
                if request.mustAllSucceed || Task.isCancelled || error as? ImportFailure == .imageGone { throw error }
                reasons.append("\(store): \(ImportFailure.words(for: error))")
                try await change(task) { image in
                    image.pendingStores.removeAll { $0 == store }
                    image.failedStores.append(store)
                }
            }
        }
        let image = try await image(of: task)
        let missing = task.storeNames.filter { !image.storeNames.contains($0) }
        // A task that had already failed before a restart has been removed from stores that are no longer pending.
        guard request.mustAllSucceed ? missing.isEmpty : missing.count < task.storeNames.count else {
            throw reasons.isEmpty ? ImportFailure.noStore : ImportFailure.stores(reasons)
        }
        let size = image.size ?? 0
        // Glance reports bytes as they arrive, and so reports nothing for empty data.
        let copied = size > 0 || !reasons.isEmpty ? "Copied \(size >> 20) MiB" : ""
        // If one store is enough, why another one failed is recorded nowhere else.
        try await catalogue.end(task.id, .success, ([copied] + reasons).joined(separator: "; ")) { image in
            image.endImporting(as: .active)
            image.importTask = nil
            image.writer = nil
        }
        await stores.staging.remove(task.image)
    }

    /// Returns the store that has the data, fetching it into the staging area first if necessary.
    private func source(of task: StoredTask, _ request: ImportRequest, token: Secret?) async throws -> DataStore {
        switch request.method {
        case .copyImage:
            let image = try await image(of: task)
            guard image.stores != nil else { throw ImportFailure.noStore }
            return try await stores.open(image, logger: logger).store
        case .glanceDirect:
            guard stores.staging.holds(task.image) else { throw ImportFailure.nothingStaged }
            return stores.staging
        case .webDownload(let uri):
            if !stores.staging.holds(task.image) {
                try await download.fetch(uri ?? "") { body, size in
                    try stores.staging.admit(size)
                    _ = try await stores.staging.receive(body, of: task.image, by: instance)
                }
                try await stores.staging.keep(task.image, by: instance)
            }
            return stores.staging
        case .glanceDownload(let remote):
            if !stores.staging.holds(task.image) { try await stage(remote, for: task, token: token) }
            return stores.staging
        }
    }

    /// Fetches another region's data into the staging area, and copies the record's attributes that accompany it to the image.
    private func stage(_ remote: RemoteImage?, for task: StoredTask, token: Secret?) async throws {
        guard let remote, let federation, let token else { throw ImportFailure.tokenGone }
        try await federation.fetch(remote, token: token) { metadata, body in
            try stores.staging.admit(metadata.size)
            try await change(task) { image in
                image.diskFormat = metadata.diskFormat
                image.containerFormat = metadata.containerFormat
                image.properties.merge(metadata.properties) { $1 }
            }
            let summary = try await stores.staging.receive(body, of: task.image, by: instance)
            guard summary.size == metadata.size else {
                throw ImportFailure.download(
                    "\(summary.size) bytes came from the other region, and its record says \(metadata.size)")
            }
        }
        try await stores.staging.keep(task.image, by: instance)
    }

    private func copy(
        _ task: StoredTask, from source: DataStore, to name: String, _ request: ImportRequest
    ) async throws {
        guard let store = stores[name] else { throw ImportFailure.noStore }
        var isKept = false
        do {
            try await image(of: task).checkSignature()
            let summary = try await store.receive(source.read(task.image), of: task.image, by: instance)
            let image = try await image(of: task)
            if let hash = image.hashValue, hash != summary.sha512 { throw ImportFailure.differs(store: name) }
            _ = try image.virtualSize(of: summary)
            try await store.keep(task.image, by: instance)
            isKept = true
            try await change(task) { image in
                // The virtual size is computed from the current record: its format may have changed while the data was moved
                // into place.
                image.fill(with: summary, virtualSize: try image.virtualSize(of: summary))
                image.add(store: name)
                // If one store is enough, the image can be used as soon as that store has the data.
                if !request.mustAllSucceed { image.endImporting(as: .active) }
            }
        } catch {
            await store.discard(task.image, by: instance)
            // The record does not name this store.
            if isKept { await store.remove(task.image) }
            throw error
        }
    }

    /// Undoes what the task has done, and records why it failed.
    ///
    /// The record stops naming a store before the data is removed, and other data is accepted only after that. Data is kept in
    /// a store if one store is enough, and so is a copy that has become the only one.
    private func fail(_ task: StoredTask, _ error: any Error) async throws {
        let request = try task.importRequest()
        let isCopy = request.method == .copyImage
        let image = try await catalogue.update(task.image) { image in
            if request.mustAllSucceed || image.stores == nil {
                for store in task.storeNames where !isCopy || image.storeNames != [store] { image.remove(store: store) }
            }
            if !isCopy, image.stores == nil { image.status = ImageStatus.importing.rawValue }
        }
        for name in task.storeNames where image?.storeNames.contains(name) != true {
            await stores[name]?.remove(task.image)
        }
        await stores.staging.discard(task.image, by: instance)
        if !isCopy { await stores.staging.remove(task.image) }
        try await catalogue.end(task.id, .failure, ImportFailure.words(for: error)) { image in
            image.failedStores += image.pendingStores
            image.pendingStores = []
            image.importTask = nil
            image.writer = nil
            image.endImporting(as: .queued)
            if image.stores == nil { task.original?.restore(&image) }
        }
    }

    private func image(of task: StoredTask) async throws -> StoredImage {
        guard let image = try await catalogue.image(task.image), image.importTask == task.id else {
            throw ImportFailure.imageGone
        }
        return image
    }

    private func change(
        _ task: StoredTask, _ change: @Sendable @escaping (inout StoredImage) throws -> Void
    ) async throws {
        let image = try await catalogue.update(task.image) { image in
            guard image.importTask == task.id else { throw ImportFailure.imageGone }
            try change(&image)
            image.touch(Date())
        }
        if image == nil { throw ImportFailure.imageGone }
    }
}
