extension MetadefSeed {
    /// The properties that most clouds set on an image, whatever hypervisor runs it.
    static let commonImageProperties = MetadefSeed(
        name: "OS::Glance::CommonImageProperties",
        title: "Common image properties",
        description: "Properties that many clouds and tools set on images, whichever hypervisor boots them.",
        resources: [],
        properties: [
            .text(
                "architecture", "CPU architecture",
                "The processor that the image is built for, as the output of 'uname -m': x86_64, aarch64, ppc64le, s390x, "
                    + "riscv64. The scheduler picks hosts that can run it."),
            .text(
                "os_distro", "Distribution",
                "The distribution's short name in lower case, as the libosinfo database has it: debian, ubuntu, fedora, "
                    + "rocky, opensuse, freebsd, windows."),
            .text("os_version", "System version", "The version as its makers write it: 12, 24.04, 2022."),
            .text("description", "Description", "A sentence for people that says what is in the image."),
            .text(
                "kernel_id", "Kernel image",
                "The id of the image with the kernel, where the disk is booted without a loader.",
                pattern: ImageDocuments.idPattern),
            .text(
                "ramdisk_id", "Ramdisk image",
                "The id of the image with the initial ramdisk that belongs to the kernel.",
                pattern: ImageDocuments.idPattern),
            .text(
                "instance_uuid", "Snapshot of", "The id of the server that this image is a snapshot of."),
            .text(
                "cinder_encryption_key_id", "Encryption key",
                "The key manager's id for the key of the volume that this image was made from."),
            .choice(
                "cinder_encryption_key_deletion_policy", "When the key goes",
                "Whether the encryption key is deleted together with the image.",
                of: ["on_image_deletion", "do_not_delete"]),
        ])
}
