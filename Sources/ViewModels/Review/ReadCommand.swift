/// A command that writes data from elsewhere to a pipe, for the command that sends it.
struct ReadCommand {
    let origin: TransferPlan.Origin
    /// The name by which `openstack` knows the current cloud.
    let clientName: String?

    /// The command; nil if the sending command reads the data by itself.
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

    /// Returns the sending command, preceded by the one that reads the data if it is needed.
    func piped(into sending: String) -> String { text.map { $0 + " |\n" + sending } ?? sending }
}
