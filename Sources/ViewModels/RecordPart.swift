import ImageModel
public import Observation

/// Something about an image that its record does not say, such as its members: read when it is first wanted, with a failure
/// of its own.
@Observable
@MainActor
public final class RecordPart<Value: Sendable> {
    /// What was read last; nil before that.
    public private(set) var value: Value?
    /// Whether it is being read.
    public private(set) var isLoading = false
    /// Why the last reading came to nothing; nil when it did not.
    public private(set) var failure: Explanation?

    private let name: String
    private let read: @MainActor () async throws(APIError) -> Value
    @ObservationIgnored private var wasWanted = false
    @ObservationIgnored private var task: Task<Void, Never>?

    /// A part that nobody has wanted yet.
    ///
    /// - Parameter name: what a person calls it, for example `members`.
    init(_ name: String, read: @escaping @MainActor () async throws(APIError) -> Value) {
        self.name = name
        self.read = read
    }

    isolated deinit { task?.cancel() }

    /// Reads it, unless that was done or begun before.
    public func load() {
        if !wasWanted { reload() }
    }

    /// Reads it again where it was wanted before: what was done to the image may have changed it.
    func refresh() {
        if wasWanted { reload() }
    }

    /// Reads it again. What is there stays until the new is.
    public func reload() {
        wasWanted = true
        task?.cancel()
        isLoading = true
        task = Task { [weak self] in await self?.perform() }
    }

    /// Reads it once more, where it is there, to see what others have done; where there is no answer, the next one counts.
    ///
    /// - Returns: whether it is something else than before.
    func lookAgain() async -> Bool where Value: Equatable {
        guard wasWanted, !isLoading, let new = try? await read(), !Task.isCancelled, !isLoading else { return false }
        failure = nil
        guard new != value else { return false }
        value = new
        return true
    }

    private func perform() async {
        // A reading that another has taken the place of says nothing of the other.
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
