package import ImageModel
import Observation

/// Finds an image by its name or id, whether or not it is in the loaded part of the list.
@Observable
@MainActor
package final class ImageFinder {
    /// The progress of the search.
    package enum State: Hashable, Sendable {
        case looking
        case found(Image)
        /// No image has the name or id, or several have the name.
        case nothing, several
        case failed(Explanation)
    }

    /// The name or id to search for.
    package let name: String
    /// The progress of the search.
    package private(set) var state = State.looking
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Starts the search.
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
