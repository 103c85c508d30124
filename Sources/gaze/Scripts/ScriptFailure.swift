import ImageModel
import ViewModels

/// Why a command for scripts has not done what it was told.
struct ScriptFailure: Error {
    /// The exit status.
    let status: ScriptExit
    /// What happened, why, and what to do next.
    let lines: [String]

    /// A failure in words.
    init(_ status: ScriptExit, _ lines: String...) { self.init(status, lines: lines) }

    private init(_ status: ScriptExit, lines: [String]) {
        self.status = status
        self.lines = lines
    }

    /// What the service answered, or that it did not.
    init(_ explanation: Explanation) {
        status = ScriptExit(explanation.cause)
        var lines = ["\(explanation.headline). \(explanation.reason) \(explanation.advice)"]
        // Why there is no answer is said already.
        let message = explanation.serverMessage
        if !message.isEmpty, !explanation.reason.contains(message) { lines.append("The service says: \(message)") }
        if let requestID = explanation.requestID { lines.append("Request id: \(requestID)") }
        self.lines = lines
    }

    /// What the service answered to a command.
    ///
    /// - Parameter words: what came to nothing.
    init(_ error: APIError, _ words: String, id: Image.ID? = nil) {
        self.init(Explanation(error, during: .command(words, id)))
    }

    /// Why there is not one image that is meant.
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
