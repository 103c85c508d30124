extension Task where Success == Void, Failure == Never {
    /// Waits until the task ends or the caller is cancelled; `value` would go on waiting then.
    func finished() async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        // This task lives as long as the one it waits for.
        Task {
            await value
            end.finish()
        }
        for await _ in ends {}
    }
}
