/// A queue whose elements are processed concurrently, up to a number at a time.
struct WaitingLine<Element: Sendable>: Sendable {
    private let places: Int
    private let waiting: AsyncStream<Element>
    private let entrance: AsyncStream<Element>.Continuation

    init(places: Int) {
        self.places = places
        (waiting, entrance) = AsyncStream.makeStream()
    }

    /// Adds an element to the end of the queue.
    func add(_ element: Element) { entrance.yield(element) }

    /// Processes the elements, at most `places` at a time, until the task is cancelled.
    func serve(_ work: @Sendable @escaping (Element) async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            var taken = 0
            for await element in waiting {
                if taken == places {
                    await group.next()
                    taken -= 1
                }
                group.addTask { await work(element) }
                taken += 1
            }
        }
    }
}
