extension MetadefSeed {
    /// Whether a server has host CPUs of its own.
    static let cpuPinning = MetadefSeed(
        name: "OS::Compute::CPUPinning",
        title: "CPU pinning",
        description: "Whether the virtual CPUs run wherever there is room, or each on a host CPU of its own.",
        resources: [.image(prefix: "hw_"), .volume(prefix: "hw_"), .flavor(prefix: "hw:")],
        properties: [
            .choice(
                "cpu_policy", "CPU policy",
                "'dedicated' gives each virtual CPU a host CPU of its own; 'shared' lets them float.",
                of: ["shared", "dedicated"]),
            .choice(
                "cpu_thread_policy", "Thread policy",
                "With dedicated CPUs: 'require' wants hosts with hyperthreads, 'isolate' keeps a core's other threads idle, "
                    + "'prefer' takes siblings where there are any.",
                of: ["isolate", "prefer", "require"]),
        ])
}
