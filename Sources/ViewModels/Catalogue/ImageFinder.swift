public import ImageModel
public import Observation

/// Finds an image by its name or its id, whether or not it is in the part of the list that is kept.
@Observable
@MainActor
public final class ImageFinder {
    /// How far it is.
    public enum State: Hashable, Sendable {
        case looking
        case found(Image)
        /// There is no image of that name or id, or more than one of the name.
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
        task = Task { [weak self] in
            let state: State
            do throws(ImageLookup.Failure) {
                state = .found(try await ImageLookup(api: api).record(of: name).image)
            } catch {
                state =
                    switch error {
                    case .none: .nothing
                    case .several: .several
                    case .request(let error): .failed(Explanation(error, during: .show))
                    }
            }
            guard !Task.isCancelled else { return }
            self?.state = state
        }
    }

    isolated deinit { task?.cancel() }
}
