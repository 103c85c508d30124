/// How fast bytes go, over the last few seconds.
struct RateMeter {
    private var samples: [(moment: ContinuousClock.Instant, bytes: Int64)] = []
    private let window: Duration = .seconds(5)

    /// Takes note of how many bytes have gone by a moment.
    mutating func note(_ bytes: Int64, at moment: ContinuousClock.Instant) {
        samples.append((moment, bytes))
        // One sample older than the window stays, so that a slow line still has a rate.
        while samples.count > 2, samples[1].moment.duration(to: moment) > window { samples.removeFirst() }
    }

    /// Bytes a second; nil before there are two moments to compare.
    var bytesPerSecond: Double? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let time = first.moment.duration(to: last.moment) / .seconds(1)
        return time > 0 ? Double(last.bytes - first.bytes) / time : nil
    }
}
