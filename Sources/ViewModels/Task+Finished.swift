extension Task where Success == Void, Failure == Never {
    /// Waits until the task has ended, or the caller is cancelled: `value` goes on waiting then.
    func finished() async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        // It lives as long as the task that it waits for.
        Task {
            await value
            end.finish()
        }
        for await _ in ends {}
    }
}
