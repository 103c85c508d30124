extension MetadefSeed {
    /// The virtual hardware that libvirt provides to a server of the image.
    static let libvirtImage = MetadefSeed(
        name: "OS::Compute::LibvirtImage",
        title: "Virtual hardware by libvirt",
        description:
            "Which devices, firmware and drivers a server gets on hosts with QEMU or KVM. What is left out, the "
            + "compute service chooses.",
        resources: [.image],
        properties: disks + firmware + displayAndInput + network + guest)

    private static let buses = ["scsi", "virtio", "uml", "xen", "ide", "usb", "fdc", "sata", "lxc"]

    private static let disks: [Property] = [
        .choice(
            "hw_disk_bus", "Disk bus", "How disks are attached. virtio is the fastest, and needs a driver.", of: buses),
        .choice("hw_cdrom_bus", "CD-ROM bus", "How CD-ROM drives are attached.", of: buses),
        .text(
            "hw_scsi_model", "SCSI controller",
            "The controller of disks on the scsi bus. virtio-scsi can have many disks and gives freed blocks back.",
            standard: "virtio-scsi"),
    ]

    private static let firmware: [Property] = [
        .choice(
            "hw_firmware_type", "Firmware", "Whether the guest boots by a BIOS or by UEFI.", of: ["bios", "uefi"]),
        .flag(
            "hw_firmware_stateless", "Stateless firmware",
            "Whether UEFI forgets its variables at each boot, which confidential guests need."),
        .choice(
            "os_secure_boot", "Secure boot",
            "Whether the firmware boots only what is signed. Needs UEFI; 'optional' uses it where the host can.",
            of: ["required", "optional", "disabled"]),
        .text(
            "hw_machine_type", "Machine type",
            "The board that QEMU imitates, for example q35, pc or virt. PCI Express and secure boot need q35 on x86."),
        .text("os_command_line", "Kernel command line", "What a kernel that is booted without a loader is told."),
    ]

    private static let displayAndInput: [Property] = [
        .choice(
            "hw_video_model", "Graphics card", "The graphics card that the console shows; 'none' leaves it out.",
            of: ["vga", "cirrus", "vmvga", "xen", "qxl", "virtio", "gop", "none", "bochs"]),
        .count(
            "hw_video_ram", "Graphics memory", "Memory of the graphics card in MB, where the flavor allows as much.",
            from: 0),
        .choice(
            "hw_pointer_model", "Pointer",
            "A tablet keeps the pointer in a graphical console where the mouse is.", of: ["usbtablet"]),
    ]

    private static let network: [Property] = [
        .choice(
            "hw_vif_model", "Network card", "The network card that the guest finds. virtio needs a driver.",
            of: [
                "e1000", "e1000e", "igb", "ne2k_pci", "netfront", "pcnet", "rtl8139", "spapr-vlan", "virtio", "vmxnet3",
            ]),
        .choice(
            "hw_vif_multiqueue_enabled", "Queue per CPU",
            "Whether a virtio network card has a queue for each virtual CPU.", of: ["true", "false"]),
    ]

    private static let guest: [Property] = [
        .choice(
            "os_type", "Kind of system",
            "Sets what that system expects: Windows wants its clock in local time, and other timers.",
            of: ["linux", "windows"]),
        .choice(
            "hw_qemu_guest_agent", "Guest agent",
            "Whether the guest runs QEMU's agent, which snapshots and password changes make use of.", of: ["yes", "no"]),
        .text(
            "hw_rng_model", "Random numbers",
            "The device through which the guest gets random numbers from its host, where the flavor allows it.",
            standard: "virtio"),
        .choice(
            "hw_pmu", "Performance counters",
            "Whether the guest sees a performance monitoring unit. Without one, guests for real-time work are calmer.",
            of: ["true", "false"]),
        .choice(
            "img_hide_hypervisor_id", "Hide the hypervisor",
            "Whether the guest is kept from telling that it runs on KVM; some drivers refuse to work on it.",
            of: ["yes", "no"]),
    ]
}
