import ImageModel

extension Explanation {
    /// The reason, and what to do next.
    typealias Words = (reason: String, advice: String)

    /// The option that makes gaze read-only while it takes a screenshot, which shows the screens of a user who may change
    /// things.
    package static let picture = "--screenshot"

    /// Returns the words for an error, for a user with screens, keys and forms.
    static func words(for error: APIError, during attempt: Attempt) -> Words {
        switch error.kind {
        case .badRequest: badRequest(error, attempt)
        case .unauthorized:
            (
                "The cloud refused the login.",
                "Check the user, the password and the project of this cloud (clouds.yaml, or the OS_ variables), then try again."
            )
        case .forbidden: forbidden(error, attempt)
        case .notFound:
            (
                "There is no such image, or this project may not see it.",
                "Refresh the list; somebody may have deleted it."
            )
        case .conflict: conflict(error, attempt)
        case .gone: gone(attempt)
        case .tooLarge: tooLarge(error, attempt)
        case .unsupportedMediaType: unsupported(error, attempt)
        case .unavailable:
            (
                "The service is not available now: it is overloaded, down for maintenance, or its store is full.",
                "Try again later; if it persists, ask the cloud's operators."
            )
        case .otherStatus:
            (
                "The service gave an unexpected answer to this request.",
                "See its answer in full; operators can find the request in the log by its id."
            )
        case .noLogin:
            (
                "Keystone, the login service, is not available now: it is overloaded, or down.",
                "Try again later; if it persists, ask the cloud's operators."
            )
        case .noService:
            (
                sentence("gaze cannot locate the image service", error.message),
                "Correct the settings of this cloud (clouds.yaml, or the OS_ variables), then start again."
            )
        case .notUnderstood:
            (
                "What answered is not an Image API service: the answer is not as the API specifies.",
                "Check the address of the image service, and whether a proxy answers in its place."
            )
        case .noAnswer where error.isUnsent && attempt.isChange:
            (
                sentence("The service cannot be reached", error.message) + " Nothing was sent.",
                "Check the address and the network, then try again."
            )
        case .noAnswer: unanswered("The service cannot be reached", error.message, attempt)
        case .timedOut: unanswered("The service did not answer in time", "", attempt)
        case .tls(let fault): insecure(fault, error.message)
        case .source: ("The data cannot be sent as it is: \(error.message)", "Check where it is, then send it again.")
        case .cancelled where attempt == .create:
            (
                "You cancelled it before the service had answered.",
                "The image may have been created anyway: look for it before you send this again."
            )
        case .cancelled where attempt.isChange:
            (
                "You cancelled it before the service had answered.",
                "It may have been done anyway: look at the image before you try again."
            )
        case .cancelled: ("You cancelled it.", "Nothing more is sent.")
        case .readOnly where error.message == picture:
            ("A picture only shows what there is (\(picture)): nothing was sent.", "Press the keys in gaze itself.")
        case .readOnly:
            (
                "gaze is read-only here (\(error.message)), so that nothing was sent.",
                "Start it without --readonly, or change what config.yaml says of this cloud."
            )
        }
    }

    /// Returns the words for a failure to establish a secure connection.
    ///
    /// - Parameter cause: The reason, in the transport's words; may be empty.
    private static func insecure(_ fault: APIError.TLSFault, _ cause: String) -> Words {
        let advice =
            switch fault {
            case .notSpoken: "Check the address: whether http:// or https:// is right, and its port."
            case .otherName: "Check the address: it must have the name that the certificate is for."
            case .authorities: "Check the file that cacert in clouds.yaml, or OS_CACERT, names: it is PEM."
            case .untrusted:
                "If the cloud has a certificate authority of its own, name its file: cacert in clouds.yaml, or OS_CACERT."
            case .handshake: "Check the address and any proxy before the service, then try again."
            }
        return (sentence("No secure connection", cause), advice)
    }

    private static func badRequest(_ error: APIError, _ attempt: Attempt) -> Words {
        switch attempt {
        case .importing:
            return (
                "The service refuses to import it: “\(unended(error.message))”.",
                "Use another method or store, or ask the cloud's operators."
            )
        // Without a status, the request was found invalid here.
        case .change where error.status == nil: return (error.message, "Nothing was sent.")
        case .list, .marking:
            return (
                "The service rejects this request for the list.", "Look at its answer in full, and change the filter."
            )
        default: break
        }
        guard let attribute = error.namedAttribute else {
            return (
                "The service rejects the request as invalid.",
                "Look at its answer in full, correct the form, and send again."
            )
        }
        let name =
            attribute == "properties"
            ? "A property"
            : DraftField.allCases.first { $0.attribute == attribute }?.label ?? "The property \(attribute.rawValue)"
        return (
            "\(name) has a value that the service refuses.",
            "Correct it and send again; the service's answer in full says more."
        )
    }

    private static func gone(_ attempt: Attempt) -> Words {
        if case .download = attempt { return ("The image was deleted meanwhile.", "Nothing more can be read of it.") }
        return ("The image was deleted meanwhile.", "Create it again.")
    }

    /// Whether the image's state is the reason, although the status code means that the action is forbidden.
    ///
    /// Source: Glance 33.0.0, which answers 403 to a change of format if the image is not queued.
    static func isAboutFormats(_ error: APIError) -> Bool {
        error.kind == .forbidden && error.message.lowercased().contains("replaced for a queued image")
    }

    /// Why a change of format is refused.
    static let keepsFormats = "An image keeps its formats once it has data."

    private static func forbidden(_ error: APIError, _ attempt: Attempt) -> Words {
        let message = error.message.lowercased()
        if isAboutFormats(error) {
            return (keepsFormats, "Leave the formats as they are, or create another image like this one.")
        }
        if case .download = attempt, message.contains("deactivated") {
            return (
                "The image is deactivated: its data cannot be read.",
                "Reactivate it in its record, if you may, or ask whoever deactivated it."
            )
        }
        if case .delete(let name, _) = attempt, message.contains("protected") {
            return (
                "\(name) is protected against deletion.",
                "Take the protection off in its record, then delete it again."
            )
        }
        if message.contains("modify_member") {
            return (
                "Only the project that an image is offered to accepts or rejects the offer.",
                "Log in to that project, and answer there; the owner can take the offer back."
            )
        }
        if message.contains("read-only") || message.contains("reserved") {
            let name = error.namedAttribute?.rawValue ?? "An attribute"
            return ("\(name) is set by the service alone.", "Take it out of the form and send again.")
        }
        if message.contains("publicize") || message.contains("public") {
            return (
                "This cloud does not let you make an image public.",
                "Choose another visibility (community, or shared), or ask an administrator."
            )
        }
        return (
            "The cloud's policy does not let you do this in this project.",
            "Check which project you work in, or ask an administrator."
        )
    }

    private static func conflict(_ error: APIError, _ attempt: Attempt) -> Words {
        switch attempt {
        case .change where error.message.contains("duplicated"):
            ("The project is offered the image already.", "Look at the members; nothing is left to do.")
        // Without a status, the conflict was found here.
        case .change where error.status == nil: (error.message, "Look at it, and change it again if you still want to.")
        case .delete where error.status == nil && !error.message.isEmpty:
            (error.message, "Look at it, and delete it again if you still want to.")
        // For a change, the service says what the conflict is: the state, or something that the image no longer has.
        case .change where !error.message.isEmpty:
            (
                "The service refuses it: “\(error.message.prefix(200))”",
                "Look at the image as it is now, and change it again if that still makes sense."
            )
        case .create: ("The id is in use, or was before.", "Choose another id, or leave it empty to get one.")
        case .download where error.status == nil: (error.message, "Read the record again, and save it once more.")
        case .upload:
            (
                "The image has data already, or somebody else is sending it.",
                "Look at the record; for other data, create another image."
            )
        default:
            ("The image is in use, or in a state that does not allow this.", "Look at its status, and try again later.")
        }
    }

    private static func tooLarge(_ error: APIError, _ attempt: Attempt) -> Words {
        switch attempt {
        // Source: Glance 33.0.0, StorageFull, which has the same status as data that is too large.
        case .upload where error.message.contains("storage media is full"):
            (
                "The cloud's store is full.",
                "Delete images that nobody needs, or ask the cloud's operators for space; then send it again."
            )
        case .upload:
            (
                "The data is larger than the cloud accepts, or than the project's quota allows.",
                "Delete images, or ask for a larger quota."
            )
        default:
            (
                "The request is larger than the cloud takes: too many tags or properties.",
                "Take some out and send again."
            )
        }
    }

    private static func unsupported(_ error: APIError, _ attempt: Attempt) -> Words {
        switch attempt {
        case .upload, .importing: words(for: FormatRefusal(error.message))
        default: ("The service does not take JSON at this address.", "Check the address of the image service.")
        }
    }

    /// Returns the words for a request that got no answer.
    ///
    /// - Parameters:
    ///   - reason: What happened.
    ///   - cause: The reason in the system's words; may be empty.
    ///   - attempt: The action that failed.
    private static func unanswered(_ reason: String, _ cause: String, _ attempt: Attempt) -> Words {
        switch attempt {
        case .create:
            (
                "\(reason), so it is not known whether the record was made.",
                "Check the network and look at the list before you send again; a request with an id is never done twice."
            )
        case .following:
            (
                reason + (cause.isEmpty ? "." : ": \(cause)."),
                "The service has the data, and may go on. Check the network, then follow it again."
            )
        case .download:
            ("\(reason).", "Check the network and try again: it resumes from what has arrived.")
        case .change, .delete:
            (
                sentence(reason, cause) + " It may have been done anyway.",
                "Check the network, and look at the image before you try again."
            )
        default:
            (
                sentence(reason, cause),
                // The embedded service says what to do in whole sentences; it starts only once, with gaze.
                cause.hasSuffix(".")
                    ? "Then start gaze again." : "Check the address and the network, then try again."
            )
        }
    }

    /// Returns a sentence of what happened and, if it is known, why.
    private static func sentence(_ reason: String, _ cause: String) -> String {
        reason + (cause.isEmpty ? "" : ": \(cause)") + (cause.hasSuffix(".") ? "" : ".")
    }
}
