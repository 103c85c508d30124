/// How fast bytes go, over the last few seconds, and whether they have stopped.
struct RateMeter {
    private var samples: [(moment: ContinuousClock.Instant, bytes: Int64)] = []
    private let window: Duration = .seconds(5)
    /// How long the second sample may be in coming: of the first one's pace nothing is known.
    private let firstPause: Duration = .seconds(30)

    /// Takes note of how many bytes have gone by a moment.
    mutating func note(_ bytes: Int64, at moment: ContinuousClock.Instant) {
        samples.append((moment, bytes))
        // One sample older than the window stays, so that a slow line still has a rate.
        while samples.count > 2, samples[1].moment.duration(to: moment) > window { samples.removeFirst() }
    }

    /// Bytes a second as of a moment; nil before there are two samples to compare, and where the bytes have stopped.
    func bytesPerSecond(at moment: ContinuousClock.Instant) -> Double? {
        guard let first = samples.first, let last = samples.last, stall(at: moment) == nil else { return nil }
        let time = first.moment.duration(to: last.moment) / .seconds(1)
        return time > 0 ? Double(last.bytes - first.bytes) / time : nil
    }

    /// How long nothing has gone as of a moment; nil where that is no longer than the pace so far explains.
    ///
    /// Bytes are told of in pieces, and on a slow line one piece takes longer than the window.
    func stall(at moment: ContinuousClock.Instant) -> Duration? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let pause = last.moment.duration(to: moment)
        let pieces = samples.count - 1
        let patience = pieces > 0 ? max(window, first.moment.duration(to: last.moment) / pieces * 3) : firstPause
        return pause > patience ? pause : nil
    }
}
