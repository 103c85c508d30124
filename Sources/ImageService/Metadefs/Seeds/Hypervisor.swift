extension MetadefSeed {
    /// Which hosts may run the image.
    static let hypervisor = MetadefSeed(
        name: "OS::Compute::Hypervisor",
        title: "Choice of hypervisor",
        description: "Which kind of host the image needs. Only hosts that match are scheduled.",
        resources: [.image],
        properties: [
            .choice(
                "hypervisor_type", "Hypervisor",
                "What runs the guest. QEMU stands for KVM too.",
                of: ["baremetal", "hyperv", "kvm", "lxc", "powervm", "qemu", "uml", "vmware", "vz", "xen"]),
            .choice(
                "vm_mode", "Guest ABI",
                "The interface between host and guest: full virtualization, paravirtualization, or a container.",
                of: ["hvm", "xen", "uml", "exe"]),
        ])
}
