import ImageModel

extension Explanation {
    /// The words for a command, which has no keys to press and no form to correct; nil where those for a screen will do.
    static func commandWords(for error: APIError, during attempt: Attempt) -> Words? {
        guard case .command(_, let id) = attempt else { return nil }
        let message = error.message.lowercased()
        switch error.kind {
        case .badRequest:
            return ("The service refuses what the request says.", "Correct it, and run the command again.")
        case .notFound:
            return ("There is no such image, or this project may not see it.", "gaze list shows which there are.")
        case .gone: return ("The image was deleted meanwhile.", "gaze list shows which there are.")
        case .forbidden where message.contains("protected"):
            return (
                "The image is protected against deletion.",
                "Take the protection off first: gaze set \(id ?? "IMAGE") --unprotected"
            )
        case .forbidden where message.contains("read-only") || message.contains("reserved"):
            let name = error.namedAttribute?.rawValue ?? "An attribute"
            return ("\(name) is set by the service alone.", "Leave it out, and run the command again.")
        case .otherStatus:
            return (
                "The service answered in a way that has no meaning for this request.",
                "Who runs the cloud finds the request in the log by its id."
            )
        default: return nil
        }
    }
}
