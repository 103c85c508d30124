/// Runs `body`, and cancels it if it takes longer than `limit`.
///
/// The HTTP client's own deadline ends when the answer's body begins.
///
/// - Throws: the error of `body`, or `TransportError.timedOut`.
package func withTimeLimit<Result: Sendable>(
    _ limit: Duration, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask(operation: body)
        group.addTask {
            // This sleep is the limit itself; the group cancels it as soon as the body has ended.
            try await Task.sleep(for: limit)
            throw TransportError.timedOut
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw CancellationError() }
        return result
    }
}
