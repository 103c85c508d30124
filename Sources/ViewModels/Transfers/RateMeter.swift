/// Measures the rate of a transfer over the last few seconds.
struct RateMeter {
    private var samples: [(moment: ContinuousClock.Instant, bytes: Int64)] = []
    private let window: Duration = .seconds(5)

    /// Records the number of bytes that have been transferred at a moment.
    mutating func note(_ bytes: Int64, at moment: ContinuousClock.Instant) {
        samples.append((moment, bytes))
        // One sample older than the window is kept, so that a slow line still has a rate.
        while samples.count > 2, samples[1].moment.duration(to: moment) > window { samples.removeFirst() }
    }

    /// The rate in bytes per second; nil until there are two moments to compare.
    var bytesPerSecond: Double? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let time = first.moment.duration(to: last.moment) / .seconds(1)
        return time > 0 ? Double(last.bytes - first.bytes) / time : nil
    }
}
