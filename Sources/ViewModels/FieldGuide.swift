import ImageModel

/// The meanings of the form's fields and choices, in plain words. The cloud's own descriptions are shown beside them.
package enum FieldGuide {
    /// Returns the purpose of a field.
    static func text(for field: DraftField) -> String {
        switch field {
        case .name: "What people call the image. It need not be unique, and may be changed later. The API asks for one."
        case .diskFormat: "How the file is laid out. The cloud refuses data that is in another format, or in none."
        case .containerFormat: "What the disk is wrapped in. A plain disk image is bare. Data needs one."
        case .visibility: "Who may see and boot this image."
        case .tags: "Labels to find it by. A comma between two of them makes two; \\, is a comma in one."
        case .minDisk: "The smallest disk that the image boots on, in GB. 0 asks for nothing."
        case .minRAM: "The least memory that the image boots with, in MB. 0 asks for nothing."
        case .protected: "A protected image cannot be deleted until the protection is taken off."
        case .hidden: "A hidden image is left out of default lists, for example because a newer one replaces it."
        case .id: "A UUID of your own choice, for example to have the same id in two clouds. Usually left empty."
        case .properties:
            "What drivers and schedulers are told, for example hw_disk_bus=virtio. Each is typed as key=value; many "
                + "lines can be pasted at once."
        case .data:
            "A file on this machine, or an address: https://HOST/PATH, glance://REGION/ID for an image of another region, "
                + "glance://CLOUD:REGION/ID for one of another cloud. It is brought after the record is made, and its SHA-512 "
                + "compared. Empty: a record only."
        case .checksum:
            "The hash that the publisher says: by itself, a whole line of the SHA512SUMS, or @PATH of such a list. The data is "
                + "compared with it as it is sent; on a mismatch the last part is withheld, and the image stays queued. "
                + "Empty: no comparison."
        case .method: "How the data gets into the cloud. By default, gaze takes what fits the data and the stores."
        case .stores: "The stores that the data goes to; “all” is every one. By default, the cloud uses its own."
        case .mustAllSucceed:
            "Whether one store that fails makes all of the import fail. By default, the image can be used from the others."
        }
    }

    /// The purpose of the data field if the record already exists.
    static let bringing =
        "A file on this machine, or an address: https://HOST/PATH, glance://REGION/ID for an image of another region, "
        + "glance://CLOUD:REGION/ID for one of another cloud. The record is changed first where it says another format, or "
        + "none; at the end the SHA-512 is compared."

    /// Returns the meaning of a choice; nil if its name says everything.
    package static func text(for choice: String, of field: DraftField) -> String? {
        switch field {
        case .diskFormat: diskFormats[choice]
        case .containerFormat: containerFormats[choice]
        case .visibility: visibilities[choice]
        case .method: methods[choice]
        default: nil
        }
    }

    /// The choices of the API documentation, the most likely first, which are offered until the cloud's schema is known.
    package static let usualChoices: [DraftField: [String]] = [
        .diskFormat: ["qcow2", "raw", "iso", "vmdk", "vhd", "vhdx", "vdi", "ploop", "ami", "ari", "aki"],
        .containerFormat: ["bare", "ovf", "ova", "docker", "ami", "ari", "aki"],
        .visibility: ["shared", "private", "community", "public"],
    ]

    private static let diskFormats = [
        "raw": "plain bytes of a disk",
        "qcow2": "QEMU's own; grows as it is filled",
        "vmdk": "VMware",
        "vhd": "Xen, Hyper-V (the older)",
        "vhdx": "Hyper-V",
        "vdi": "VirtualBox",
        "iso": "an optical disc",
        "ploop": "Virtuozzo containers",
        "gpt": "a raw disk with a GPT",
        "luks": "encrypted",
        "aki": "Amazon kernel",
        "ari": "Amazon ramdisk",
        "ami": "Amazon machine",
    ]
    private static let containerFormats = [
        "bare": "nothing around the disk",
        "ovf": "an OVF envelope",
        "ova": "an OVA archive (tar)",
        "docker": "a Docker archive (tar)",
        "compressed": "compressed as a whole",
        "aki": "Amazon kernel",
        "ari": "Amazon ramdisk",
        "ami": "Amazon machine",
    ]
    private static let methods = [
        TransferOffer.upload: "gaze sends it, into one store",
        "glance-direct": "gaze sends it, then the cloud imports it",
        "web-download": "the cloud fetches it by itself",
        "glance-download": "the cloud fetches it from the other region",
    ]
    private static let visibilities = [
        "shared": "you, and projects you add (default)",
        "private": "only this project",
        "community": "anyone who knows the id",
        "public": "everyone; most clouds: admins only",
    ]
}
