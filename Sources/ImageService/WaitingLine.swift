/// Those that wait for their turn, and a number of places for those whose turn it is.
struct WaitingLine<Element: Sendable>: Sendable {
    private let places: Int
    private let waiting: AsyncStream<Element>
    private let entrance: AsyncStream<Element>.Continuation

    init(places: Int) {
        self.places = places
        (waiting, entrance) = AsyncStream.makeStream()
    }

    /// Puts one at the end of the line.
    func add(_ element: Element) { entrance.yield(element) }

    /// Serves those that wait, one in each place, until it is cancelled.
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
