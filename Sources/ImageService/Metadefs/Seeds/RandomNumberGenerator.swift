extension MetadefSeed {
    /// How much randomness a flavor's servers may read from their host.
    static let randomNumberGenerator = MetadefSeed(
        name: "OS::Compute::RandomNumberGenerator",
        title: "Random number generator",
        description:
            "Whether servers may have a device for random numbers, and how many bytes it hands out. Images choose "
            + "the device with hw_rng_model.",
        resources: [.flavor],
        properties: [
            .flag("hw_rng:allowed", "Allowed", "Whether servers may have the device."),
            .count("hw_rng:rate_bytes", "Bytes", "Bytes that the guest may read in one period.", from: 1),
            .count("hw_rng:rate_period", "Period", "Length of a period, in milliseconds.", from: 1),
        ])
}
