/// The pauses between two readings of something that changes by itself: short at first, then longer.
package struct Backoff: Sendable {
    private var next: Duration = .milliseconds(250)
    private let longest: Duration = .seconds(4)

    /// The pauses, from the shortest on.
    package init() {}

    /// Waits, or throws `APIError.Kind.cancelled` when the task is called off.
    package mutating func pause() async throws(APIError) {
        do {
            // The Image API tells nobody of a change, so a record is asked for again, and the service is given time between.
            try await Task.sleep(for: next)
        } catch {
            throw APIError(kind: .cancelled, message: "")
        }
        next = min(next * 2, longest)
    }
}
