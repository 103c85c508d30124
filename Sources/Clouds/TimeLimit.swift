/// Runs `body`, and calls it off when it takes longer than `limit`.
///
/// The HTTP client's own timeout ends where the answer's body begins.
///
/// - Throws: what `body` throws, or a `TransportError` that timed out.
package func withTimeLimit<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask(operation: body)
        group.addTask {
            // The limit itself is a stretch of time; the group calls this off as soon as the body has ended.
            try await Task.sleep(for: limit)
            throw TransportError.timedOut
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}
