/// Waits until the task is called off, however long that is: what never comes, in a test.
package func waitForCancellation() async {
    let (never, hold) = AsyncStream.makeStream(of: Never.self)
    for await _ in never {}
    hold.finish()
}
