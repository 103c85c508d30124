import Clouds
import Foundation
import ImageModel
import Logging

/// Brings images' data into their stores, behind the requests that asked for it.
///
/// Every step is on the disk before the next one begins: where a service ends in the middle, the next one to start takes the
/// task up with the stores that are still to come.
struct Imports: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance
    let download: WebDownload
    /// What reads from other regions; nil where there is no catalog to find them in.
    let federation: GlanceDownload?
    /// How often it is looked whether the image of an import is still there.
    let lookInterval: Duration
    let logger: Logger
    /// Imports whose data is here: the disks set their pace.
    private let copies = WaitingLine<Asked>(places: Self.limit)
    /// Imports whose data another server has, which may be as slow as it likes: only those of this kind wait behind them.
    private let downloads = WaitingLine<Asked>(places: Self.limit)

    /// A task to be done, and the token of the one who asks where it needs one: that is in memory alone.
    private struct Asked: Sendable {
        let task: String
        let token: Secret?
    }

    /// Imports that are under way at once, of either kind.
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

    /// The methods that are offered, by the API's names.
    var methods: [String] {
        ImportRequest.Method.names.filter { federation != nil || $0 != ImportRequest.Method.federated }
    }

    /// Asks for a task to be done.
    func add(_ task: StoredTask, token: Secret? = nil) {
        // One whose request cannot be read fails in either line.
        let isDownload = (try? task.importRequest())?.method.isDownload == true
        let line = isDownload && !stores.staging.holds(task.image) ? downloads : copies
        line.add(Asked(task: task.id, token: token))
    }

    /// Does what is asked for, a few tasks at a time, until it is cancelled.
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
                // When the service ends, the task is left as it is: the next one goes on with it.
                if Task.isCancelled { return }
                try await fail(task, error)
            }
        } catch {
            logger.error("an import could not be noted", metadata: ["task": "\(id)", "error": "\(error)"])
        }
    }

    /// Does something for an image, and calls it off when the image is deleted: what is on its way to nobody would fill the disk,
    /// and keep others waiting.
    private func whileThere(_ id: String, _ work: @Sendable @escaping () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask { try await lookFor(id) }
            try await group.next()
        }
    }

    /// Looks for an image, now and then, until it is gone.
    ///
    /// - Throws: `ImportFailure.imageGone`; `CancellationError`.
    private func lookFor(_ id: String) async throws {
        while true {
            // Another service on the same catalogue may delete it, and SQLite tells no process what another has committed.
            try await Task.sleep(for: lookInterval)
            let isThere: Bool
            // What cannot be read now is no sign.
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
        // One that has failed already, and is gone on with after a restart, has been taken out of stores that are not pending.
        guard request.mustAllSucceed ? missing.isEmpty : missing.count < task.storeNames.count else {
            throw reasons.isEmpty ? ImportFailure.noStore : ImportFailure.stores(reasons)
        }
        let size = image.size ?? 0
        // Glance tells of bytes as they come, and so of none where there is none.
        let copied = size > 0 || !reasons.isEmpty ? "Copied \(size >> 20) MiB" : ""
        // Where one store is enough, why another did not take the data stands nowhere else.
        try await catalogue.end(task.id, .success, ([copied] + reasons).joined(separator: "; ")) { image in
            image.endImporting(as: .active)
            image.importTask = nil
            image.writer = nil
        }
        await stores.staging.remove(task.image)
    }

    /// The place that has the data.
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

    /// Brings another region's data to the staging area, and what goes along of its record to the image.
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
                // By what the record says now: its format may have been changed while the data went into its place.
                image.fill(with: summary, virtualSize: try image.virtualSize(of: summary))
                image.add(store: name)
                // Where one store is enough, the image can be used as soon as one has it.
                if !request.mustAllSucceed { image.endImporting(as: .active) }
            }
        } catch {
            await store.discard(task.image, by: instance)
            // No record names it.
            if isKept { await store.remove(task.image) }
            throw error
        }
    }

    /// Undoes what the task has done, and says why it failed.
    ///
    /// The data is no longer said to be there before it goes, and other data may come only when it is gone. What a store has is not
    /// taken back where one store is enough, nor a copy that is the only one by now.
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
