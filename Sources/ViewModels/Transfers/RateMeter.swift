/// Measures the rate of a transfer over the last few seconds, and notices if it stalls.
struct RateMeter {
    private var samples: [(moment: ContinuousClock.Instant, bytes: Int64)] = []
    private let window: Duration = .seconds(5)
    /// How long to wait for the second sample before calling it a stall: the pace is not known yet.
    private let firstPause: Duration = .seconds(30)

    /// Records the number of bytes that have been transferred at a moment.
    mutating func note(_ bytes: Int64, at moment: ContinuousClock.Instant) {
        samples.append((moment, bytes))
        // One sample older than the window is kept, so that a slow line still has a rate.
        while samples.count > 2, samples[1].moment.duration(to: moment) > window { samples.removeFirst() }
    }

    /// The rate as of a moment, in bytes per second; nil until there are two samples to compare, and if the transfer has stalled.
    func bytesPerSecond(at moment: ContinuousClock.Instant) -> Double? {
        guard let first = samples.first, let last = samples.last, stall(at: moment) == nil else { return nil }
        let time = first.moment.duration(to: last.moment) / .seconds(1)
        return time > 0 ? Double(last.bytes - first.bytes) / time : nil
    }

    /// How long nothing has been transferred as of a moment; nil if the pace so far explains the pause.
    ///
    /// Progress is reported per chunk, and on a slow line a chunk takes longer than the window.
    func stall(at moment: ContinuousClock.Instant) -> Duration? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let pause = last.moment.duration(to: moment)
        let pieces = samples.count - 1
        let patience = pieces > 0 ? max(window, first.moment.duration(to: last.moment) / pieces * 3) : firstPause
        return pause > patience ? pause : nil
    }
}
