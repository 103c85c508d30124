extension MetadefSeed {
    /// How long a guest may take to shut down.
    static let guestShutdownBehavior = MetadefSeed(
        name: "OS::Compute::GuestShutdownBehavior",
        title: "Shutdown",
        description: "How a server is ended when it is stopped, resized, rescued or shelved.",
        resources: [.image],
        properties: [
            .count(
                "os_shutdown_timeout", "Shutdown timeout",
                "Seconds that the guest has for an orderly shutdown before it is powered off. 0 powers it off at once.",
                from: 0)
        ])
}
