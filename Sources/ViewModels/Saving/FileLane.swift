import Dispatch

/// Runs blocking work, such as access to a file on a network, off the threads that tasks run on, one piece of work after the
/// other.
struct FileLane: Sendable {
    private let queue = DispatchQueue(label: "gaze.file")

    /// Runs the work, and waits for its result.
    func perform<Result: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Swift.Result(catching: body)) }
        }
        return try result.get()
    }
}
