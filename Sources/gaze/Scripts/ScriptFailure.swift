import ImageModel
import ViewModels

/// Why a script command has failed.
struct ScriptFailure: Error {
    /// The exit status.
    let status: ScriptExit
    /// What happened, why, and what to do next.
    let lines: [String]

    /// A failure described in these lines.
    init(_ status: ScriptExit, _ lines: String...) { self.init(status, lines: lines) }

    private init(_ status: ScriptExit, lines: [String]) {
        self.status = status
        self.lines = lines
    }

    /// A failure of a request, as it is explained.
    init(_ explanation: Explanation) {
        status = ScriptExit(explanation.cause)
        var lines = ["\(explanation.headline). \(explanation.reason) \(explanation.advice)"]
        // The reason may quote the message already, if there was no answer.
        let message = explanation.serverMessage
        if !message.isEmpty, !explanation.reason.contains(message) { lines.append("The service says: \(message)") }
        if let requestID = explanation.requestID { lines.append("Request id: \(requestID)") }
        self.lines = lines
    }

    /// A failure of a command because of a request to the service.
    ///
    /// - Parameter words: what has failed.
    init(_ error: APIError, _ words: String, id: Image.ID? = nil) {
        self.init(Explanation(error, during: .command(words, id)))
    }

    /// A failure to find exactly one image.
    ///
    /// - Parameter words: what has failed.
    init(_ failure: ImageLookup.Failure, _ words: String) {
        switch failure {
        case .request(let error): self.init(error, words)
        case .none(let text):
            self.init(
                .conflict,
                "\(words). No image has the name or the id “\(text)”, or this project may not see it. "
                    + "gaze list shows which there are.")
        case .several(let text, let images, let hasMore):
            let count = hasMore ? "More than \(images.count)" : "\(images.count)"
            let lines =
                ["\(words). \(count) images are called “\(text)”. Name one of them by its id:"]
                + images.map { image in
                    let made = image.createdAt.map { ", made \($0.rawValue)" } ?? ""
                    return "  \(image.id)  \(image.status.rawValue), \(image.visibility.rawValue)\(made)"
                }
            self.init(.conflict, lines: lines)
        }
    }
}
