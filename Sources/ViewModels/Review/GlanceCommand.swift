import ImageModel

/// A create as a command of `glance` (python-glanceclient 4).
struct GlanceCommand {
    let create: ReviewedCreate
    /// The service's address; nil if the environment supplies it (`IMAGE_URL`).
    let imageURL: String?
    /// The name by which `openstack`, which issues the token, knows the cloud.
    let clientName: String?

    /// Returns the part of a create that `glance` cannot express; nil if there is none.
    static func obstacle(to create: ReviewedCreate) -> String? {
        let tags = create.image.tags
        return tags.count > 1 && tags.contains { $0.hasPrefix("-") } ? "several tags of which one begins with “-”" : nil
    }

    /// Notes on the commands for the user.
    var notes: [String] {
        switch create.plan {
        case .send(.standardInput, _): ["The data is read from its standard input."]
        case .send(.file, .upload), .send(.web, _), .send(.elsewhere, _): []
        default: ["Run it with a terminal as its standard input: glance takes anything else for the image's data."]
        }
    }

    /// The commands. `glance` does not read clouds.yaml, so it is given a token and an address.
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

    /// Returns the program with its credentials and a subcommand.
    func program(_ work: String) -> ShellCommand {
        var command = ShellCommand("glance")
        command.add(asIs: #"--os-auth-token "$OS_TOKEN""#)
        command.add(asIs: #"--os-image-url "$IMAGE_URL""#)
        command.add(asIs: work)
        return command
    }

    /// Adds the options of an import.
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

    /// Adds the file, if the data is in one.
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
        // All tags belong to one option, which takes every word up to the next option.
        if image.tags.count == 1 {
            command.add(joining: "--tags", image.tags[0])
        } else if !image.tags.isEmpty {
            command.add(asIs: "--tags " + image.tags.map(ShellCommand.quoted).joined(separator: " "))
        }
    }
}
