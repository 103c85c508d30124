import Testing

@testable import ViewModels

@Suite struct RateMeterTests {
    private let start = ContinuousClock.now

    private func meter(_ samples: [(seconds: Double, bytes: Int64)]) -> RateMeter {
        var meter = RateMeter()
        for sample in samples { meter.note(sample.bytes, at: moment(sample.seconds)) }
        return meter
    }

    private func moment(_ seconds: Double) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

    private func rate(_ samples: [(seconds: Double, bytes: Int64)]) -> Double? {
        meter(samples).bytesPerSecond(at: moment(samples.last?.seconds ?? 0))
    }

    @Test("there is no rate before two moments")
    func tooFew() {
        #expect(rate([]) == nil)
        #expect(rate([(0, 100)]) == nil)
        #expect(rate([(1, 100), (1, 200)]) == nil)
    }

    @Test("the rate is bytes over time")
    func steady() {
        #expect(rate([(0, 0), (1, 100), (2, 200)]) == 100)
        #expect(rate([(0, 50), (0.5, 100)]) == 100)
    }

    @Test("only the last seconds count")
    func window() {
        #expect(rate([(0, 0), (1, 1000), (10, 1000), (11, 1100), (16, 1600)]) == 100)
    }

    @Test("a line that is slower than the window still has a rate")
    func slow() {
        #expect(rate([(0, 0), (100, 100)]) == 1)
        #expect(rate([(0, 0), (100, 100), (200, 200)]) == 1)
    }

    @Test("bytes that have stopped have no rate, and it is told for how long")
    func stopped() {
        let meter = meter([(0, 0), (1, 100), (2, 200)])
        #expect(meter.stall(at: moment(7)) == nil)
        #expect(meter.bytesPerSecond(at: moment(7)) == 100)
        #expect(meter.stall(at: moment(8)) == .seconds(6))
        #expect(meter.bytesPerSecond(at: moment(8)) == nil)
    }

    @Test("a piece that takes as long as those before it is no stall", arguments: [(59.0, false), (61, true)])
    func slowPieces(after: Double, isStalled: Bool) {
        let meter = meter([(0, 0), (20, 100), (40, 200)])
        #expect((meter.stall(at: moment(40 + after)) != nil) == isStalled)
    }

    @Test("the second piece is waited for longer", arguments: [(29.0, false), (31, true)])
    func secondPiece(after: Double, isStalled: Bool) {
        #expect((meter([(0, 0)]).stall(at: moment(after)) != nil) == isStalled)
    }

    @Test("nothing stalls before it has begun")
    func notBegun() { #expect(meter([]).stall(at: start) == nil) }
}
