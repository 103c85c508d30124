import ImageModel
import Observation

/// Information about an image that its record lacks, such as its members: read when first needed, with a failure of its own.
@Observable
@MainActor
package final class RecordPart<Value: Sendable> {
    /// The latest value; nil before the first reading.
    package private(set) var value: Value?
    /// Whether the value is being read.
    package private(set) var isLoading = false
    /// Why the last reading failed; nil if it succeeded.
    package private(set) var failure: Explanation?

    private let name: String
    private let read: @MainActor () async throws(APIError) -> Value
    @ObservationIgnored private var wasWanted = false
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Creates a part that has not been requested yet.
    ///
    /// - Parameters:
    ///   - name: The name to show, for example `members`.
    ///   - read: Reads the value.
    init(_ name: String, read: @escaping @MainActor () async throws(APIError) -> Value) {
        self.name = name
        self.read = read
    }

    isolated deinit { task?.cancel() }

    /// Reads the value, unless that has been done or started before.
    package func load() {
        if !wasWanted { reload() }
    }

    /// Reads the value again if it was requested before, since an operation on the image may have changed it.
    func refresh() {
        if wasWanted { reload() }
    }

    /// Reads the value again. The current one stays until the new one arrives.
    package func reload() {
        wasWanted = true
        task?.cancel()
        isLoading = true
        task = Task { [weak self] in await self?.perform() }
    }

    /// Reads the value again to detect changes by others, if it was requested before. If there is no answer, the next poll
    /// decides.
    ///
    /// - Returns: Whether the value has changed.
    func lookAgain() async -> Bool where Value: Equatable {
        guard wasWanted, !isLoading, let new = try? await read(), !Task.isCancelled, !isLoading else { return false }
        failure = nil
        guard new != value else { return false }
        value = new
        return true
    }

    private func perform() async {
        // A reading that has been replaced by another must not change the state of that one.
        defer { if !Task.isCancelled { isLoading = false } }
        do throws(APIError) {
            let value = try await read()
            guard !Task.isCancelled else { return }
            self.value = value
            failure = nil
        } catch {
            guard !Task.isCancelled, error.kind != .cancelled else { return }
            failure = Explanation(error, during: .reading(name))
        }
    }
}
