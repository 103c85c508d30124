extension MetadefSeed {
    /// What happens to a guest that hangs.
    static let watchdog = MetadefSeed(
        name: "OS::Compute::Watchdog",
        title: "Watchdog",
        description:
            "A device that the guest has to touch now and then. When it stops doing so, it hangs, and the host acts.",
        resources: [.image(prefix: "hw_"), .volume(prefix: "hw_"), .flavor(prefix: "hw:")],
        properties: [
            .choice(
                "watchdog_action", "When the guest hangs",
                "What the host does. 'none' only notes it, 'disabled' leaves the device out.",
                of: ["disabled", "reset", "poweroff", "pause", "none"])
        ])
}
