import Observation

/// The presets: the user's own, and the built-in ones.
@Observable
@MainActor
package final class PresetsModel {
    /// The presets, the user's own first.
    package private(set) var presets: [Preset] = []
    /// Whether the presets are being read.
    package private(set) var isLoading = false

    private let read: @Sendable () async -> [Preset]
    @ObservationIgnored private var task: Task<Void, Never>?

    init(read: @escaping @Sendable () async -> [Preset]) { self.read = read }

    isolated deinit { task?.cancel() }

    /// Reads all presets again, and returns them.
    package func all() async -> [Preset] { await read() }

    /// Reads the presets again, so that recent changes to the files count. The current ones stay until the new ones arrive.
    package func load() {
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
