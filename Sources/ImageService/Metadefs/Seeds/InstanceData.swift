extension MetadefSeed {
    /// What a guest needs from the cloud while it boots and while a snapshot of it is taken.
    static let instanceData = MetadefSeed(
        name: "OS::Compute::InstanceData",
        title: "Config drive and quiescing",
        description: "What the guest needs of the compute service: its configuration at boot, and a pause of its file "
            + "systems before a snapshot.",
        resources: [.image, .volume],
        properties: [
            .choice(
                "img_config_drive", "Config drive",
                "Whether the image boots only with a config drive, or can do without.", of: ["optional", "mandatory"]),
            .choice(
                "os_require_quiesce", "Quiesce for snapshots",
                "Whether a snapshot fails where the guest agent cannot bring the file systems to rest first.",
                of: ["yes", "no"]),
        ])
}
