import ImageModel

/// The requests of a create, or of a transfer of data to a record, as `curl` commands.
///
/// The token comes from the environment (`OS_TOKEN`), or else from `openstack`; it is never part of the text.
struct CurlCommand {
    /// The requests, in order.
    let requests: [ImageRequest]
    /// How the data is transferred; nil if there is none.
    let plan: TransferPlan?
    /// The service's address; nil if the environment supplies it (`IMAGE_URL`).
    let imageURL: String?
    /// The name by which `openstack` knows the cloud.
    let clientName: String?

    /// The commands; empty if nothing is sent.
    var text: String {
        requests.isEmpty ? "" : ShellCommand.chain(Self.access(imageURL: imageURL, clientName: clientName) + commands)
    }

    /// Returns the commands that set `OS_TOKEN` and `IMAGE_URL`, unless the environment does.
    static func access(imageURL: String?, clientName: String?) -> [String] {
        var issue = ShellCommand("openstack")
        if let clientName { issue.add(joining: "--os-cloud", clientName) }
        issue.add(asIs: "token issue -f value -c id")
        let address = imageURL.map { "IMAGE_URL=" + ShellCommand.quoted($0) }
        return [
            "OS_TOKEN=${OS_TOKEN:-$(\(issue.text))}",
            address ?? #": "${IMAGE_URL:?has to be the address of an image service}""#,
        ]
    }

    private var commands: [String] {
        requests.enumerated().map { index, request in
            switch request.body {
            case .json(let body):
                index == 0 && needsID ? keepingID(of: request, body) : command(request, body).text
            case .data: sending(request)
            }
        }
    }

    /// Whether later requests need the id that the service assigns.
    private var needsID: Bool { requests.dropFirst().contains { $0.path.contains(ImageRequest.unknownID) } }

    /// Returns the command that sends the data from its source.
    private func sending(_ request: ImageRequest) -> String {
        var command = command(request)
        switch plan {
        case .send(.file(let file), _): command.add("--upload-file", file.path)
        default: command.add(asIs: "--upload-file -")
        }
        command.add(asIs: address(request))
        guard case .send(let origin, _)? = plan else { return command.text }
        return ReadCommand(origin: origin, clientName: clientName).piped(into: command.text)
    }

    private func command(_ request: ImageRequest, _ body: JSONValue) -> ShellCommand {
        var command = command(request)
        command.add("--data-raw", body.text())
        command.add(asIs: address(request))
        return command
    }

    /// Returns the command that creates the record and stores the id that the service has assigned.
    private func keepingID(of request: ImageRequest, _ body: JSONValue) -> String {
        var command = command(request)
        command.add("--data-raw", body.text())
        command.add(asIs: "--output /dev/stderr --write-out '%header{location}'")
        command.add(asIs: address(request))
        return "image=$(\(command.text)) &&\nimage=${image##*/}"
    }

    /// Returns a command without the body and the address. The method is the one that `curl` uses by default for such a body,
    /// except for a patch.
    private func command(_ request: ImageRequest) -> ShellCommand {
        // `--globoff`: braces and brackets in a name have no special meaning.
        var command = ShellCommand("curl --silent --show-error --fail-with-body --globoff")
        if request.method == .patch { command.add(asIs: "--request PATCH") }
        command.add(asIs: #"--header "X-Auth-Token: $OS_TOKEN""#)
        for header in request.headers { command.add("--header", header.name + ": " + header.value) }
        return command
    }

    private func address(_ request: ImageRequest) -> String {
        #""$IMAGE_URL"# + request.path.replacing(ImageRequest.unknownID, with: "$image") + #"""#
    }
}
