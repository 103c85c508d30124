import Dispatch

/// Does what may keep a thread waiting, as a file on a network does, away from the threads that tasks run on; one thing after
/// the other.
struct FileLane: Sendable {
    private let queue = DispatchQueue(label: "gaze.file")

    /// Does it, and waits for it.
    func perform<Result: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Swift.Result(catching: body)) }
        }
        return try result.get()
    }
}
