package import ImageModel

/// The review of a create, or of a transfer of data to a record, before it is sent: the requests, the equivalent commands, what
/// will happen, and what may be refused.
package struct Review: Hashable, Sendable {
    /// The requests, in order. The token is not among the headers.
    package let requests: [ImageRequest]
    /// The equivalent `curl` commands, to be run by a shell; empty if nothing is sent.
    package let curl: String
    /// The equivalent commands of OpenStack's own clients.
    package let client: ClientCommand
    /// What will happen, in order, one sentence each.
    package let steps: [String]
    /// What prevents the sending, one sentence each.
    package let obstacles: [String]
    /// What the cloud may refuse, one sentence each.
    package let doubts: [String]

    /// The body of the first request that has JSON, which for a create is that for the record; empty if there is none.
    package var body: String {
        for case .json(let value) in requests.map(\.body) { return value.text() }
        return ""
    }
}

extension Review {
    /// What is known about the cloud.
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
    ///   - obstacles: what prevents the sending.
    ///   - warnings: what the user should know about the data.
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
