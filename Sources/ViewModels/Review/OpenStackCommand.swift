import ImageModel

/// A create as a command of `openstack` (python-openstackclient 10).
struct OpenStackCommand {
    let create: ReviewedCreate
    /// The name by which `openstack` knows the cloud.
    let clientName: String?

    static let diskFormats: Set = [
        "ami", "ari", "aki", "vhd", "vmdk", "raw", "qcow2", "vhdx", "vdi", "iso", "ploop",
    ]
    static let containerFormats: Set = ["ami", "ari", "aki", "bare", "docker", "ova", "ovf"]
    private static let visibilities: Set<Visibility> = [.public, .private, .shared, .community]
    /// Names that cannot be properties, because openstacksdk takes them for arguments of its own.
    ///
    /// Source: openstacksdk's `create_image`, the resource that it creates, and that resource's own attributes.
    static let takenNames: Set = [
        "_synchronized", "all_stores", "all_stores_must_succeed", "allow_duplicates", "base_path", "connection",
        "container", "data", "disable_vendor_agent", "filename", "has_auto_disk_config", "hash_algo", "hash_value",
        "import_method", "is_hidden", "is_hw_boot_menu_enabled", "is_hw_vif_multiqueue_enabled", "is_protected",
        "is_public", "kwargs", "links", "location", "md5", "meta", "needs_config_drive", "needs_secure_boot",
        "owner_id", "properties", "remote_image_id", "remote_region", "remote_service_interface", "resource_type",
        "self", "sha256", "stores", "timeout", "uri", "use_import", "validate_checksum", "wait",
    ]

    /// Returns the part of a create that `openstack` cannot express; nil if there is none.
    static func obstacle(to create: ReviewedCreate) -> String? {
        let image = create.image
        guard image.name != nil else { return "an image without a name" }
        guard let disk = image.diskFormat, let container = image.containerFormat else {
            return "an image without formats: it puts raw and bare there"
        }
        if !diskFormats.contains(disk) { return "the disk format \(disk)" }
        if !containerFormats.contains(container) { return "the container format \(container)" }
        if let visibility = image.visibility, !visibilities.contains(visibility) {
            return "the visibility \(visibility.rawValue)"
        }
        if let taken = image.properties.keys.sorted().first(where: takenNames.contains) {
            return "a property \(taken)"
        }
        switch create.plan {
        case .send(_, .upload(store: .some)): return "an upload into a store of one's choice"
        case .send(.standardInput, .staged(let stores)) where stores != .usual:
            return "standard input for several stores"
        default: return nil
        }
    }

    /// Notes on the commands for the user.
    var notes: [String] {
        var notes = [
            "openstack adds properties of its own to the record: owner_specified.openstack.md5, .sha256 and .object."
        ]
        if case .send(.standardInput, _)? = create.plan {
            notes.append("The data is read from its standard input.")
        } else if !isOneCommand {
            notes.append(
                "Run it with a terminal as its standard input, and where no file has the image's name: openstack takes "
                    + "either for the image's data.")
        }
        return notes
    }

    /// The commands.
    var text: String { ShellCommand.chain(bringing + hiding) }

    /// The commands that create the record and transfer its data.
    private var bringing: [String] {
        switch create.plan {
        case .send(let origin, .upload): [making(from: origin)]
        case .send(let origin, .staged(.usual)): [making(from: origin, "--import")]
        case .send(let origin, .staged(let stores)):
            [making(), staging(origin), importing(ImageImport(.glanceDirect, stores: stores))]
        case .fetch(let request): [making(), importing(request)]
        case nil: [making()]
        }
    }

    /// Whether the command that creates the record also transfers the data.
    private var isOneCommand: Bool {
        switch create.plan {
        case .send(_, .upload), .send(_, .staged(.usual)): true
        case .send, .fetch, nil: false
        }
    }

    /// The command that hides the image, if wanted: only an existing image can be hidden.
    private var hiding: [String] {
        guard isHidden else { return [] }
        var command = program("image set --hidden")
        command.add(asIs: id)
        return [command.text]
    }

    private var isHidden: Bool { create.image.isHidden == true }

    /// The image's id, for the commands after the first.
    var id: String { create.image.id.map(ShellCommand.quoted) ?? #""$image""# }

    func program(_ command: String) -> ShellCommand {
        var program = ShellCommand("openstack")
        if let clientName { program.add(joining: "--os-cloud", clientName) }
        program.add(asIs: command)
        return program
    }

    private func making(from origin: TransferPlan.Origin? = nil, _ more: String? = nil) -> String {
        let image = create.image
        var command = program("image create")
        if let id = image.id { command.add("--id", id) }
        if let format = image.diskFormat { command.add("--disk-format", format) }
        if let format = image.containerFormat { command.add("--container-format", format) }
        if let visibility = image.visibility { command.add(asIs: "--" + visibility.rawValue) }
        if let size = image.minDisk { command.add("--min-disk", "\(size)") }
        if let size = image.minRAM { command.add("--min-ram", "\(size)") }
        if let isProtected = image.isProtected { command.add(asIs: isProtected ? "--protected" : "--unprotected") }
        for tag in image.tags { command.add(joining: "--tag", tag) }
        for (key, value) in image.properties.sorted(by: { $0.key < $1.key }) {
            command.add(joining: "--property", key + "=" + value)
        }
        if case .file(let file)? = origin { command.add(joining: "--file", file.path) }
        if let more { command.add(asIs: more) }
        let isKept = image.id == nil && (isHidden || create.plan != nil && !isOneCommand)
        if isKept { command.add(asIs: "-f value -c id") }
        let name = image.name ?? ""
        if name.hasPrefix("-") { command.add(asIs: "--") }
        command.add(name)
        let text =
            origin.map { ReadCommand(origin: $0, clientName: clientName).piped(into: command.text) } ?? command.text
        return isKept ? "image=$(\(text))" : text
    }

    func staging(_ origin: TransferPlan.Origin) -> String {
        var command = program("image stage")
        if case .file(let file) = origin { command.add(joining: "--file", file.path) }
        command.add(asIs: id)
        return ReadCommand(origin: origin, clientName: clientName).piped(into: command.text)
    }

    func importing(_ request: ImageImport) -> String {
        var command = program("image import")
        // The stores come last, because every word after them would be taken for a store.
        command.add(asIs: id)
        command.add("--method", request.method.name)
        switch request.method {
        case .glanceDirect, .copyImage: break
        case .webDownload(let url): command.add("--uri", url)
        case .glanceDownload(let region, let image):
            command.add(joining: "--remote-region", region)
            // Without the interface, it does not send the other two either.
            command.add(asIs: "--remote-image \(ShellCommand.quoted(image)) --remote-service-interface public")
        }
        switch request.stores {
        case .usual: break
        case .some(let stores, let mustSucceed):
            if mustSucceed { command.add(asIs: "--disallow-failure") }
            command.add(asIs: "--store " + stores.map(ShellCommand.quoted).joined(separator: " "))
        case .all(let mustSucceed):
            if mustSucceed { command.add(asIs: "--disallow-failure") }
            command.add(asIs: "--all-stores")
        }
        return command.text
    }
}
