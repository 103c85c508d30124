public import ImageModel

/// A create, or what brings data to a record, before it is sent: what goes out, the same as commands, what will happen, and
/// what may be refused.
public struct Review: Hashable, Sendable {
    /// The requests, in their order. The token is not among the headers.
    public let requests: [ImageRequest]
    /// The same as `curl` commands, to be run by a shell; empty where nothing goes out.
    public let curl: String
    /// The same as commands of OpenStack's own clients.
    public let client: ClientCommand
    /// What will happen, a sentence each, in its order.
    public let steps: [String]
    /// What keeps it from being sent as it is, a sentence each.
    public let obstacles: [String]
    /// What the cloud may refuse, a sentence each.
    public let doubts: [String]

    /// The body of the request for the record, as it is sent, or else of the first that has one of JSON; empty where none has.
    public var body: String {
        for case .json(let value) in requests.map(\.body) { return value.text() }
        return ""
    }
}

extension Review {
    /// What is known of the cloud.
    struct Facts {
        var login: Workspace.Place.Login?
        var clientName: String?
        var usage: ImageUsage?
        /// Whether the service runs inside gaze.
        var isOwnService: Bool { login.map { $0.imageURL == nil } ?? false }
    }

    /// The review of a create.
    ///
    /// - Parameters:
    ///   - obstacles: what keeps it from being sent.
    ///   - warnings: what is to be known of the file.
    init(_ create: ReviewedCreate, obstacles: [String] = [], warnings: [String] = [], facts: Facts) {
        let imageURL = facts.login?.imageURL
        requests = create.requests
        curl =
            CurlCommand(
                requests: create.requests, plan: create.plan, imageURL: imageURL, clientName: facts.clientName
            ).text
        client = ClientCommand(create, imageURL: imageURL, clientName: facts.clientName)
        steps = CreateSteps(create: create, isOwnService: facts.isOwnService).sentences
        self.obstacles = obstacles
        doubts =
            warnings
            + CreateDoubts(create: create, roles: facts.login?.roles, usage: facts.usage).sentences
    }
}
