/// The delays between repeated reads of something that changes by itself: short at first, then longer.
package struct Backoff: Sendable {
    private var next: Duration = .milliseconds(250)
    private let longest: Duration = .seconds(4)

    /// Creates the sequence of delays, beginning with the shortest.
    package init() {}

    /// Waits for the next delay.
    ///
    /// - Throws: `APIError` of kind `cancelled` if the task is cancelled.
    package mutating func pause() async throws(APIError) {
        do {
            // The Image API does not notify of changes, so a record is polled, with time between the requests.
            try await Task.sleep(for: next)
        } catch {
            throw APIError(kind: .cancelled, message: "")
        }
        next = min(next * 2, longest)
    }
}
