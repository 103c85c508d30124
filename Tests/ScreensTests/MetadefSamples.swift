import ImageModel

extension MetadefNamespace {
    /// A few namespaces, as a Glance answers them: with prefixes, objects, long lists and properties described twice.
    static let samples: [MetadefNamespace] = [
        MetadefNamespace(
            name: "OS::Compute::LibvirtImage", title: "libvirt driver options for images",
            description: "Which devices and drivers libvirt gives to servers of the image.\n\nSee the support matrix.",
            properties: [
                .init(
                    name: "hw_disk_bus", title: "Disk bus",
                    description: "How disks are attached. virtio is the fastest, and needs a driver.",
                    choices: ["scsi", "virtio", "uml", "xen", "ide", "usb", "fdc", "sata", "lxc"]),
                .init(
                    name: "hw_firmware_stateless", title: "Stateless firmware",
                    description: "Whether what the firmware is told is forgotten at a reboot.", type: .boolean),
                .init(
                    name: "hw_machine_type", title: "Machine type",
                    description: "The board that is emulated, by the name that 'virsh capabilities' has for it."),
                .init(
                    name: "hw_scsi_model", title: "SCSI model",
                    description: "The controller of disks on the scsi bus. virtio-scsi can have many disks, and gives "
                        + "blocks that are freed back to the store. It is a para-virtualized device: the system in the "
                        + "image needs its driver, which Linux has since 3.4 and Windows with virtio-win.",
                    defaultValue: "virtio-scsi"),
                .init(
                    name: "hw_video_ram", title: "Video memory",
                    description: "At most so many MB, where the flavor allows that many.", type: .integer, minimum: 0),
                .init(
                    name: "hw_vif_model", title: "Network interface",
                    description: "The network card that is emulated.",
                    choices: ["e1000", "e1000e", "ne2k_pci", "pcnet", "rtl8139", "virtio", "vmxnet3"]),
                .init(
                    name: "hw_vif_multiqueue_enabled", title: "Several queues",
                    description: "Whether the card has a queue for each processor.", choices: ["true", "false"]),
                .init(name: "os_type", title: "System", choices: ["linux", "windows"]),
            ]),
        MetadefNamespace(
            name: "OS::Compute::CPUPinning", title: "CPU pinning",
            description: "Whether virtual CPUs have host CPUs for themselves.", prefix: "hw_",
            properties: [
                .init(name: "hw_cpu_policy", title: "CPU policy", choices: ["shared", "dedicated"]),
                .init(name: "hw_cpu_thread_policy", title: "Thread policy", choices: ["isolate", "prefer", "require"]),
            ]),
        MetadefNamespace(
            name: "OS::Compute::VMware", title: "VMware driver options",
            description: "What the VMware driver of the compute service is told.",
            properties: [
                .init(
                    name: "hw_vif_model", title: "Virtual network interface",
                    description: "The card, by VMware's names.",
                    choices: ["e1000", "VirtualE1000", "VirtualVmxnet3"], defaultValue: "e1000"),
                .init(
                    name: "vmware_ostype", title: "Guest system",
                    description: "VMware's id of the system in the image.",
                    choices: (1...40).map { "guest\($0)_64Guest" } + ["otherGuest"], defaultValue: "otherGuest"),
            ]),
        MetadefNamespace(
            name: "OS::Software::WebServers", title: "Web servers", description: "Web servers that are in the image.",
            objects: [
                MetadefObject(
                    name: "Nginx", description: "A web server, and a proxy for others.",
                    properties: [
                        .init(
                            name: "sw_webserver_nginx_http_port", title: "HTTP port", description: "Where it listens.",
                            type: .integer, defaultValue: "80", minimum: 1, maximum: 65535),
                        .init(name: "sw_webserver_nginx_version", title: "Version", isRequired: true),
                    ])
            ]),
        MetadefNamespace(
            name: "CIM::ProcessorAllocationSettingData", prefix: "CIM_PASD_",
            properties: [
                .init(
                    name: "CIM_PASD_InstructionSetExtensionName", title: "Instruction set extension",
                    description: "Extensions that the image needs.", type: .array,
                    choices: ["x86:AES", "x86:AVX", "x86:AVX2", "x86:SSE41", "x86:SSE42"],
                    operators: ["<or>", "<all-in>"])
            ]),
    ]
}
