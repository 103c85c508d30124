import ImageModel

/// A create as `glance` (python-glanceclient 4) does it.
struct GlanceCommand {
    let create: ReviewedCreate
    /// The service's address; nil where the environment says it (`IMAGE_URL`).
    let imageURL: String?
    /// The name by which `openstack`, which gets the token, knows the cloud.
    let clientName: String?

    /// What of a create `glance` cannot say; nil where it can say all of it.
    static func obstacle(to create: ReviewedCreate) -> String? {
        let tags = create.image.tags
        return tags.count > 1 && tags.contains { $0.hasPrefix("-") } ? "several tags of which one begins with “-”" : nil
    }

    /// What a person should know of the commands.
    var notes: [String] {
        switch create.plan {
        case .send(.standardInput, _): ["The data is read from its standard input."]
        case .send(.file, .upload), .send(.web, _), .send(.elsewhere, _): []
        default: ["Run it with a terminal as its standard input: glance takes anything else for the image's data."]
        }
    }

    /// The commands. It knows no clouds.yaml, so it is handed a token and an address.
    var text: String {
        let access = CurlCommand.access(imageURL: imageURL, clientName: clientName)
        guard case .send(let origin, _)? = create.plan else { return ShellCommand.chain(access + [command]) }
        return ShellCommand.chain(access + [ReadCommand(origin: origin, clientName: clientName).piped(into: command)])
    }

    private var command: String {
        var command: ShellCommand
        switch create.plan {
        case nil: command = program("image-create")
        case .send(let origin, .upload(let store)):
            command = program("image-create")
            if let store { command.add(joining: "--store", store) }
            add(origin, to: &command)
        case .send(let origin, .staged(let stores)):
            command = program("image-create-via-import")
            add(origin, to: &command)
            add(ImageImport(.glanceDirect, stores: stores), to: &command)
        case .fetch(let request):
            command = program("image-create-via-import")
            add(request, to: &command)
        }
        addRecord(to: &command)
        return command.text
    }

    /// The program with its access, and what it is to do.
    func program(_ work: String) -> ShellCommand {
        var command = ShellCommand("glance")
        command.add(asIs: #"--os-auth-token "$OS_TOKEN""#)
        command.add(asIs: #"--os-image-url "$IMAGE_URL""#)
        command.add(asIs: work)
        return command
    }

    /// What an import is told.
    func add(_ request: ImageImport, to command: inout ShellCommand) {
        command.add("--import-method", request.method.name)
        switch request.method {
        case .glanceDirect, .copyImage: break
        case .webDownload(let url): command.add("--uri", url)
        case .glanceDownload(let region, let image):
            command.add(joining: "--remote-region", region)
            command.add("--remote-image-id", image)
        }
        add(request.stores, to: &command)
    }

    /// The file, where the data is one.
    func add(_ origin: TransferPlan.Origin, to command: inout ShellCommand) {
        if case .file(let file) = origin { command.add(joining: "--file", file.path) }
    }

    private func add(_ stores: ImageImport.Stores, to command: inout ShellCommand) {
        switch stores {
        case .usual: break
        case .some(let stores, let mustSucceed):
            command.add(joining: "--stores", stores.joined(separator: ","))
            command.add(asIs: "--allow-failure \(mustSucceed ? "False" : "True")")
        case .all(let mustSucceed):
            command.add(asIs: "--all-stores True --allow-failure \(mustSucceed ? "False" : "True")")
        }
    }

    private func addRecord(to command: inout ShellCommand) {
        let image = create.image
        if let id = image.id { command.add("--id", id) }
        if let name = image.name { command.add(joining: "--name", name) }
        if let format = image.diskFormat { command.add(joining: "--disk-format", format) }
        if let format = image.containerFormat { command.add(joining: "--container-format", format) }
        if let visibility = image.visibility { command.add(joining: "--visibility", visibility.rawValue) }
        if let size = image.minDisk { command.add("--min-disk", "\(size)") }
        if let size = image.minRAM { command.add("--min-ram", "\(size)") }
        if let isProtected = image.isProtected { command.add("--protected", isProtected ? "True" : "False") }
        if let isHidden = image.isHidden { command.add("--hidden", isHidden ? "True" : "False") }
        for (key, value) in image.properties.sorted(by: { $0.key < $1.key }) {
            command.add(joining: "--property", key + "=" + value)
        }
        // They are one option, which takes all words up to the next.
        if image.tags.count == 1 {
            command.add(joining: "--tags", image.tags[0])
        } else if !image.tags.isEmpty {
            command.add(asIs: "--tags " + image.tags.map(ShellCommand.quoted).joined(separator: " "))
        }
    }
}
