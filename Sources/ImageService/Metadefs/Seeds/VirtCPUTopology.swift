extension MetadefSeed {
    /// How the virtual CPUs are laid out.
    static let virtCPUTopology = MetadefSeed(
        name: "OS::Compute::VirtCPUTopology",
        title: "CPU topology",
        description:
            "How the flavor's virtual CPUs look to the guest. Some licences count sockets, some schedulers care "
            + "for threads.",
        resources: [.image(prefix: "hw_"), .volume(prefix: "hw_"), .flavor(prefix: "hw:")],
        properties: [
            .count("cpu_sockets", "Sockets", "Sockets that the guest should have.", from: 1),
            .count("cpu_cores", "Cores", "Cores that each socket should have.", from: 1),
            .count("cpu_threads", "Threads", "Threads that each core should have.", from: 1),
            .count("cpu_max_sockets", "Sockets at most", "Sockets that the guest can cope with.", from: 1),
            .count("cpu_max_cores", "Cores at most", "Cores per socket that the guest can cope with.", from: 1),
            .count("cpu_max_threads", "Threads at most", "Threads per core that the guest can cope with.", from: 1),
        ])
}
