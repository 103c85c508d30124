import ImageModel

/// The requests of a create as `curl` sends them.
///
/// The token is that of the environment (`OS_TOKEN`), or else what `openstack` gets; it is not among the words.
struct CurlCommand {
    let create: ReviewedCreate
    /// The service's address; nil where the environment says it (`IMAGE_URL`).
    let imageURL: String?
    /// The name by which `openstack` knows the cloud.
    let clientName: String?

    /// The commands.
    var text: String {
        ShellCommand.chain(Self.access(imageURL: imageURL, clientName: clientName) + commands)
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

    /// Reads an address of the web and writes its data out.
    static func reading(_ url: String) -> String {
        var command = ShellCommand("curl --silent --show-error --fail --location --globoff")
        command.add(url)
        return command.text
    }

    private var commands: [String] {
        let requests = create.requests
        return requests.enumerated().map { index, request in
            switch request.body {
            case .json(let body):
                let isNeeded = index == 0 && requests.count > 1 && create.image.id == nil
                return isNeeded ? keepingID(of: request, body) : command(request, body).text
            case .data: return sending(request)
            }
        }
    }

    /// Sends the data from where it is.
    private func sending(_ request: ImageRequest) -> String {
        var command = command(request)
        switch create.plan {
        case .send(.file(let file), _): command.add("--upload-file", file.path)
        default: command.add(asIs: "--upload-file -")
        }
        command.add(asIs: address(request))
        guard case .send(.web(let url), _)? = create.plan else { return command.text }
        return Self.reading(url) + " |\n" + command.text
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

    /// All but the body and the address. The method is what `curl` takes by itself for such a body.
    private func command(_ request: ImageRequest) -> ShellCommand {
        // A name with braces or brackets is one name.
        var command = ShellCommand("curl --silent --show-error --fail-with-body --globoff")
        command.add(asIs: #"--header "X-Auth-Token: $OS_TOKEN""#)
        for header in request.headers { command.add("--header", header.name + ": " + header.value) }
        return command
    }

    private func address(_ request: ImageRequest) -> String {
        #""$IMAGE_URL"# + request.path.replacing(ImageRequest.unknownID, with: "$image") + #"""#
    }
}
