public import Observation

/// The presets there are: the person's own, and gaze's.
@Observable
@MainActor
public final class PresetsModel {
    /// The presets, the person's own first.
    public private(set) var presets: [Preset] = []
    /// Whether they are being read.
    public private(set) var isLoading = false

    private let read: @Sendable () async -> [Preset]
    @ObservationIgnored private var task: Task<Void, Never>?

    init(read: @escaping @Sendable () async -> [Preset]) { self.read = read }

    isolated deinit { task?.cancel() }

    /// All of them, read anew.
    public func all() async -> [Preset] { await read() }

    /// Reads them, so that a file that was written a moment ago counts. Those that are there stay until then.
    public func load() {
        task?.cancel()
        isLoading = true
        task = Task { [weak self, read] in
            let presets = await read()
            guard !Task.isCancelled else { return }
            self?.presets = presets
            self?.isLoading = false
        }
    }
}
