import ImageModel

/// The requests of a create, or of what brings data to a record, as `curl` sends them.
///
/// The token is that of the environment (`OS_TOKEN`), or else what `openstack` gets; it is not among the words.
struct CurlCommand {
    /// The requests, in their order.
    let requests: [ImageRequest]
    /// How the data is brought; nil where there is none.
    let plan: TransferPlan?
    /// The service's address; nil where the environment says it (`IMAGE_URL`).
    let imageURL: String?
    /// The name by which `openstack` knows the cloud.
    let clientName: String?

    /// The commands; empty where nothing is sent.
    var text: String {
        requests.isEmpty ? "" : ShellCommand.chain(Self.access(imageURL: imageURL, clientName: clientName) + commands)
    }

    /// What sets `OS_TOKEN` and `IMAGE_URL`, where the environment has not.
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

    /// Whether the service chooses the id that the later requests name.
    private var needsID: Bool { requests.dropFirst().contains { $0.path.contains(ImageRequest.unknownID) } }

    /// Sends the data from where it is.
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

    /// Sends the request for the record, and keeps the id that the service has chosen.
    private func keepingID(of request: ImageRequest, _ body: JSONValue) -> String {
        var command = command(request)
        command.add("--data-raw", body.text())
        command.add(asIs: "--output /dev/stderr --write-out '%header{location}'")
        command.add(asIs: address(request))
        return "image=$(\(command.text)) &&\nimage=${image##*/}"
    }

    /// All but the body and the address. The method is what `curl` takes by itself for such a body, but for a patch.
    private func command(_ request: ImageRequest) -> ShellCommand {
        // A name with braces or brackets is one name.
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
