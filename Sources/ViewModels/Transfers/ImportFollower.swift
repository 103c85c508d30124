import ImageModel

/// Asks for an import and follows it to its end, by the record and by the tasks of the image.
struct ImportFollower {
    let api: any ImageAPI
    let image: Image.ID

    /// How an import ended.
    enum Outcome {
        /// The record has settled; the service's words for what it has done (empty where it gives none).
        case settled(ImageRecord, message: String)
        /// The service gave it up, for a reason in its own words (empty where it gives none), and left the image so.
        case failed(String, status: ImageStatus)
    }

    /// Readings in a row of a record on which nothing happens, after which an import without a task is over.
    private static let patience = 3

    /// Does it.
    ///
    /// - Parameter onRead: told of the record whenever it has been read.
    func perform(
        _ request: ImageImport, _ onRead: @MainActor (ImageRecord) -> Void
    ) async throws(APIError) -> Outcome {
        let earlier = Set((await tasks() ?? []).map(\.id))
        try await api.importData(request, into: image)
        var backoff = Backoff()
        var idle = 0
        while true {
            // Before the record: what a task that is over has done is in a record that is read after it.
            let known = await tasks()
            let record = try await api.awaitedImage(image)
            await onRead(record)
            let task = known?.last { !earlier.contains($0.id) }
            if let task, task.hasFailed { return .failed(task.message ?? "", status: record.image.status) }
            let isBusy = record.image.status == .importing || Self.isPending(record)
            if record.image.status == .active, !isBusy, task == nil || task?.status == "success" {
                return .settled(record, message: task?.message ?? "")
            }
            // A cloud that tells of no tasks says only by the record that it has given up.
            idle = isBusy || task != nil ? 0 : idle + 1
            if idle >= Self.patience { return .failed("", status: record.image.status) }
            try await backoff.pause()
        }
    }

    /// Whether stores are still to take the data.
    static func isPending(_ record: ImageRecord) -> Bool {
        record.fields["os_glance_importing_to_stores"]?.string?.isEmpty == false
    }

    /// The image's tasks; nil where the cloud does not tell, as old ones do not.
    private func tasks() async -> [ImageTask]? { try? await api.tasks(of: image) }
}
