extension MetadefSeed {
    /// The options of libvirt that both images and flavors may set.
    static let libvirt = MetadefSeed(
        name: "OS::Compute::Libvirt",
        title: "Options of libvirt",
        description: "What hosts with QEMU or KVM do for a server, by the wish of its image or its flavor.",
        resources: [.image(prefix: "hw_"), .flavor(prefix: "hw:")],
        properties: [
            .count("serial_port_count", "Serial ports", "How many serial ports the guest has.", from: 0),
            .choice("boot_menu", "Boot menu", "Whether the firmware shows a menu at boot.", of: ["true", "false"]),
            .choice(
                "mem_encryption", "Encrypted memory",
                "Whether the guest's memory is kept encrypted, out of its host's sight.", of: ["true", "false"]),
            .choice(
                "mem_encryption_model", "Kind of encrypted memory", "The processor's feature that does the encryption.",
                of: ["amd-sev", "amd-sev-es", "amd-sev-snp"]),
            .choice(
                "virtio_packed_ring", "Packed rings",
                "Whether virtio devices use the packed layout of their queues, which is quicker where both sides know it.",
                of: ["true", "false"]),
        ])
}
