/// Calls a function immediately, whenever something it has read changes, and once a second, until it returns a result.
@MainActor
func whenever<Result>(_ body: @MainActor () -> Result?) async -> Result {
    let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let clock = Task { await everySecond { wake.yield() } }
    defer { clock.cancel() }
    var changes = wakes.makeAsyncIterator()
    let drawing = WatchedDrawing()
    while true {
        let result = drawing.draw(body) { wake.yield() }
        if let result { return result }
        await changes.next()
    }
}
