public import ImageModel

/// A failure in words for a person: what happened, why, and what to do next. The one place for such words.
public struct Explanation: Hashable, Sendable {
    /// What happened.
    public let headline: String
    /// Why.
    public let reason: String
    /// What to do next.
    public let advice: String
    /// What the service said, in full; empty where it said nothing. Text from outside.
    public let serverMessage: String
    /// The status code, where there was an answer.
    public let status: Int?
    /// What an operator looks for in the service's log.
    public let requestID: String?

    /// What it was, for those who act on it.
    public let cause: Cause

    /// What a failure was.
    public enum Cause: Hashable, Sendable {
        /// A request, or the way to the service.
        case request(APIError.Kind)
        /// The service has not what was sent.
        case unproven
        /// The service did not bring the data into its stores, or not into every one.
        case importing
        /// The image has no data to save.
        case noData
        /// A file here cannot be written.
        case file(SaveProblem)
    }

    /// The words for an error that an attempt ended with.
    public init(_ error: APIError, during attempt: Attempt) {
        let words = Self.commandWords(for: error, during: attempt) ?? Self.words(for: error, during: attempt)
        // An answer that is not what it should be may come with 200, which says nothing of the failure.
        headline = attempt.failure + (error.status.flatMap { $0 < 400 ? nil : " (\($0))" } ?? "")
        reason = words.reason
        advice = words.advice
        serverMessage = error.message
        status = error.status
        requestID = error.requestID
        cause = .request(error.kind)
    }

    /// The words for data that the service took, and that is not what was sent.
    ///
    /// - Parameter finding: what the comparison showed, as a sentence.
    init(unproven finding: String, name: String) {
        headline = "The data of \(name) did not arrive as it was sent"
        reason = finding
        advice = "Do not boot from it. Send it again where the image is queued; otherwise delete it and create it anew."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .unproven
    }

    /// The words for an import that the service gave up.
    ///
    /// - Parameter reason: the service's own words; may be empty.
    init(importFailed reason: String, name: String) {
        headline = "The data of \(name) was not imported"
        self.reason =
            reason.isEmpty ? "The service gave the import up and does not say why." : "The service says: “\(reason)”."
        advice = "Nothing is lost: bring it again, or choose another way or another store."
        serverMessage = reason
        status = nil
        requestID = nil
        cause = .importing
    }

    /// The words for data that is not in every store that was asked for.
    init(missing stores: [ImageStore.ID], name: String) {
        headline = "The data of \(name) is not in every store"
        reason = "The image is active, but \(stores.joined(separator: ", ")) did not take its data."
        advice = "It can be used from the other stores. Import it to the missing ones when they are in order again."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .importing
    }

    /// The words for a transfer that was cut off and cannot be gone on with.
    init(notCompleted name: String, because reason: String, advice: String) {
        headline = Attempt.completing(name: name).failure
        self.reason = reason
        self.advice = advice
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .request(.source)
    }

    typealias Words = (reason: String, advice: String)

    private static func words(for error: APIError, during attempt: Attempt) -> Words {
        switch error.kind {
        case .badRequest: badRequest(error, attempt)
        case .unauthorized:
            (
                "The cloud does not accept who you say you are.",
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
        case .unsupportedMediaType: unsupported(attempt)
        case .unavailable:
            (
                "The service is not available now: it is overloaded, down for maintenance, or its store is full.",
                "Try again in a while; if it stays so, ask who runs the cloud."
            )
        case .otherStatus:
            (
                "The service answered in a way that has no meaning for this request.",
                "Press F2 for its answer; who runs the cloud finds the request in the log by its id."
            )
        case .notUnderstood:
            (
                "What answered does not speak the Image API: its answer is not what the API promises.",
                "Check the address of the image service, and whether a proxy answers in its place."
            )
        case .noAnswer: unanswered("The service cannot be reached", attempt)
        case .timedOut: unanswered("The service did not answer in time", attempt)
        case .tls:
            (
                "No secure connection: the service's certificate is not trusted.",
                "If the cloud has a certificate authority of its own, name its file: cacert in clouds.yaml, or OS_CACERT."
            )
        case .source: ("The file cannot be sent as it is: \(error.message)", "Check the file, then send it again.")
        case .cancelled: ("You called it off.", "Nothing more is sent.")
        case .readOnly:
            (
                "gaze is read-only here (\(error.message)), so that nothing was sent.",
                "Start it without --readonly, or change what config.yaml says of this cloud."
            )
        }
    }

    private static func badRequest(_ error: APIError, _ attempt: Attempt) -> Words {
        if case .importing = attempt {
            return (
                "The service refuses to import it: “\(error.message)”.",
                "Bring it by another method or to another store, or ask who runs the cloud."
            )
        }
        guard let attribute = error.namedAttribute else {
            return (
                "The service refuses what the request says.",
                "Press F2 for its answer, correct the form, and send again."
            )
        }
        let name =
            attribute == "properties"
            ? "A property"
            : DraftField.allCases.first { $0.attribute == attribute }?.label ?? "The property \(attribute.rawValue)"
        return (
            "\(name) has a value that the service refuses.", "Correct it and send again; F2 shows the service's answer."
        )
    }

    private static func gone(_ attempt: Attempt) -> Words {
        if case .download = attempt { return ("The image was deleted meanwhile.", "Nothing more can be read of it.") }
        return ("The image was deleted meanwhile.", "Create it again.")
    }

    private static func forbidden(_ error: APIError, _ attempt: Attempt) -> Words {
        let message = error.message.lowercased()
        if case .download = attempt, message.contains("deactivated") {
            return (
                "The image is deactivated: its data is barred from being read.",
                "Reactivate it where you may (D in its record), or ask who has deactivated it."
            )
        }
        if case .delete(let name, let id) = attempt, message.contains("protected") {
            return (
                "\(name) is protected against deletion.",
                "Take the protection off first: openstack image set --unprotected \(id)"
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
            "The cloud's policy does not allow this to you in this project.",
            "Check which project you work in, or ask an administrator."
        )
    }

    private static func conflict(_ error: APIError, _ attempt: Attempt) -> Words {
        switch attempt {
        case .change where error.message.contains("duplicated"):
            ("The project is offered the image already.", "Look at the members; nothing is left to do.")
        // Without an answer, it is we who have seen it.
        case .change where error.status == nil: (error.message, "Look at it, and change it again if you still want to.")
        case .create: ("The id is in use, or was once.", "Choose another id, or leave it empty to get one.")
        case .download where error.status == nil: (error.message, "Read the record again, and save it once more.")
        case .upload:
            (
                "The image has data already, or is taking some from somebody else.",
                "Look at the record; for other data, create another image."
            )
        default:
            ("The image is in use, or in a state that does not allow this.", "Look at its status, and try again later.")
        }
    }

    private static func tooLarge(_ error: APIError, _ attempt: Attempt) -> Words {
        switch attempt {
        // Source: Glance 33.0.0, StorageFull, which is answered as what is too large.
        case .upload where error.message.contains("storage media is full"):
            (
                "The cloud's store is full.",
                "Delete images that nobody needs, or ask who runs the cloud to make room; then send it again."
            )
        case .upload:
            (
                "The data is larger than the cloud takes, or than the project's quota leaves.",
                "Delete images, or ask for a larger quota."
            )
        default:
            (
                "The request is larger than the cloud takes: too many tags or properties.",
                "Take some out and send again."
            )
        }
    }

    private static func unsupported(_ attempt: Attempt) -> Words {
        switch attempt {
        case .upload:
            (
                "The data is not in the disk format that the record says.",
                "Create the image again with the right disk format; this record stays without data."
            )
        default:
            ("The service does not take JSON at this address.", "Check the address of the image service.")
        }
    }

    private static func unanswered(_ reason: String, _ attempt: Attempt) -> Words {
        switch attempt {
        case .create:
            (
                "\(reason), so it is not known whether the record was made.",
                "Check the network and look at the list before you send again; a request with an id is never done twice."
            )
        case .download:
            ("\(reason).", "Check the network and try again: what has come is kept, and gone on from.")
        default: ("\(reason).", "Check the address and the network, then try again.")
        }
    }
}
