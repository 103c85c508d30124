import Observation
import Synchronization
import Testing

@testable import gaze

/// How often what has changed is drawn.
@Suite(.timeLimit(.minutes(10))) @MainActor struct WatchedDrawingTests {
    @Observable @MainActor final class Model {
        var count = 0
    }

    @Test("a change is told once, however often all was drawn before it")
    func onceForAll() async {
        let (model, drawing) = (Model(), WatchedDrawing())
        let (changes, change) = AsyncStream.makeStream(of: Void.self)
        for round in 1...3 {
            for _ in 0..<100 { drawing.draw({ _ = model.count }, onChange: { change.yield() }) }
            model.count = round
        }
        change.finish()
        var told = 0
        for await _ in changes { told += 1 }
        #expect(told == 3)
    }

    /// Says when nobody has it any more.
    private final class Sentinel: Sendable {
        let onEnd: @Sendable () -> Void

        init(onEnd: @escaping @Sendable () -> Void) { self.onEnd = onEnd }

        deinit { onEnd() }
    }

    @Test("of all that was drawn, the last drawing alone is kept")
    func keepsTheLast() {
        let (model, drawing) = (Model(), WatchedDrawing())
        let ended = Mutex(0)
        for _ in 0..<100 {
            let sentinel = Sentinel { ended.withLock { $0 += 1 } }
            drawing.draw({ _ = model.count }, onChange: { _ = sentinel })
        }
        #expect(ended.withLock { $0 } == 99)
    }
}
