public import ImageModel
public import Observation

/// Finds an image by its name, whether or not it is in the part of the list that is kept.
@Observable
@MainActor
public final class ImageFinder {
    /// How far it is.
    public enum State: Hashable, Sendable {
        case looking
        case found(Image)
        /// There is no image of that name, or more than one.
        case nothing, several
        case failed(Explanation)
    }

    /// What is looked for.
    public let name: String
    /// How far it is.
    public private(set) var state = State.looking
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Begins to look.
    init(_ name: String, api: any ImageAPI) {
        self.name = name
        // What is before a colon would be taken for an operator.
        let condition = ImageQuery.Condition("name", name.contains(":") ? "eq:" + name : name)
        task = Task { [weak self] in
            let state: State
            do throws(APIError) {
                let found = try await api.images(ImageQuery(limit: 2, conditions: [condition])).images
                state = found.count > 1 ? .several : found.first.map(State.found) ?? .nothing
            } catch {
                state = .failed(Explanation(error, during: .list))
            }
            guard !Task.isCancelled else { return }
            self?.state = state
        }
    }

    isolated deinit { task?.cancel() }
}
