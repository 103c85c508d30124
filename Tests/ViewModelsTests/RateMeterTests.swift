import Testing

@testable import ViewModels

@Suite struct RateMeterTests {
    private let start = ContinuousClock.now

    private func rate(_ samples: [(seconds: Double, bytes: Int64)]) -> Double? {
        var meter = RateMeter()
        for sample in samples { meter.note(sample.bytes, at: start.advanced(by: .seconds(sample.seconds))) }
        return meter.bytesPerSecond
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
}
