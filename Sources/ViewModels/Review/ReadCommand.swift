/// What writes data out that is elsewhere, for a pipe into the command that sends it.
struct ReadCommand {
    let origin: TransferPlan.Origin
    /// The name by which `openstack` knows the cloud that is worked on.
    let clientName: String?

    /// The command; nil for data that the sending command reads by itself.
    private var text: String? {
        switch origin {
        case .web(let url):
            var command = ShellCommand("curl --silent --show-error --fail --location --globoff")
            command.add(url)
            return command.text
        case .elsewhere(let image):
            var command = ShellCommand("openstack")
            if let cloud = image.cloud ?? clientName { command.add(joining: "--os-cloud", cloud) }
            if let region = image.region { command.add(joining: "--os-region-name", region) }
            command.add(asIs: "image save")
            command.add(image.id)
            return command.text
        case .file, .image, .standardInput: return nil
        }
    }

    /// A command that sends the data, after the one that reads it where it needs one.
    func piped(into sending: String) -> String { text.map { $0 + " |\n" + sending } ?? sending }
}
