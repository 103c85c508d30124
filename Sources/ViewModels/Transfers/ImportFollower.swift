import ImageModel

/// Requests an import and follows it to its end, by the record and by the image's tasks.
struct ImportFollower {
    let api: any ImageAPI
    let image: Image.ID

    /// The outcome of an import.
    enum Outcome {
        /// The record has settled; with the service's message about what it has done, empty if there is none.
        case settled(ImageRecord, message: String)
        /// The service gave up; with the reason in its own words, empty if there is none, and the image's status after that.
        case failed(String, status: ImageStatus)
    }

    /// The number of consecutive readings of an idle record after which an import without a task is considered to have failed.
    private static let patience = 3

    /// Requests the import, and waits for its end.
    ///
    /// - Parameter onRead: called with the record whenever it has been read.
    func perform(
        _ request: ImageImport, _ onRead: @MainActor (ImageRecord) -> Void
    ) async throws(APIError) -> Outcome {
        let earlier = Set((await tasks() ?? []).map(\.id))
        try await api.importData(request, into: image)
        var backoff = Backoff()
        var idle = 0
        while true {
            // Tasks are read before the record, so that the record shows what a finished task has done.
            let known = await tasks()
            let record = try await api.awaitedImage(image)
            await onRead(record)
            let task = known?.last { !earlier.contains($0.id) }
            if let task, task.hasFailed { return .failed(task.message ?? "", status: record.image.status) }
            let isBusy = record.image.status == .importing || Self.isPending(record)
            if record.image.status == .active, !isBusy, task == nil || task?.status == "success" {
                return .settled(record, message: task?.message ?? "")
            }
            // In a cloud that lists no tasks, only the record shows that the service has given up.
            idle = isBusy || task != nil ? 0 : idle + 1
            if idle >= Self.patience { return .failed("", status: record.image.status) }
            try await backoff.pause()
        }
    }

    /// Whether the data is still being imported into some stores.
    static func isPending(_ record: ImageRecord) -> Bool {
        record.fields["os_glance_importing_to_stores"]?.string?.isEmpty == false
    }

    /// The image's tasks; nil if the cloud does not list them, as old ones do not.
    private func tasks() async -> [ImageTask]? { try? await api.tasks(of: image) }
}
