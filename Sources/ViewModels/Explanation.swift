public import ImageModel

/// A failure in words for a person: what happened, why, and what to do next. The one place for such words.
public struct Explanation: Hashable, Sendable {
    /// What happened.
    public let headline: String
    /// Why.
    public internal(set) var reason: String
    /// What to do next.
    public internal(set) var advice: String
    /// What the service said, in full; empty where it said nothing. Text from outside.
    public internal(set) var serverMessage: String
    /// The status code, where there was an answer.
    public let status: Int?
    /// What an operator looks for in the service's log.
    public let requestID: String?

    /// What it was, for those who act on it.
    public let cause: Cause
    /// What was tried, where a request has failed.
    let attempt: Attempt?

    /// What a failure was.
    public enum Cause: Hashable, Sendable {
        /// A request, or the way to the service.
        case request(APIError.Kind)
        /// The service has not what was sent.
        case unproven
        /// The data has not the hash that it was to have; whether the image is active with it.
        case checksum(isStored: Bool)
        /// The service did not bring the data into its stores, or not into every one.
        case importing
        /// The data is not in the format that the record says, or is not safe in it.
        case format
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
        serverMessage = Self.isTheServices(error) ? error.message : ""
        status = error.status
        requestID = error.requestID
        cause = .request(Self.isAboutFormats(error) ? .conflict : error.kind)
        self.attempt = attempt
    }

    /// Whether the message is what the service said: it has not been asked what is refused here, and said nothing where no answer
    /// came in time, or no secure connection.
    private static func isTheServices(_ error: APIError) -> Bool {
        switch error.kind {
        case .readOnly, .noService, .timedOut, .tls: false
        case .badRequest: error.status != nil
        default: true
        }
    }

    /// The explanation with no more of an address, which a service may have repeated, than may be shown and kept.
    func hiding(_ address: String) -> Explanation {
        let shown = ShownAddress(address).description
        guard shown != address else { return self }
        var explanation = self
        explanation.reason = reason.replacing(address, with: shown)
        explanation.advice = advice.replacing(address, with: shown)
        explanation.serverMessage = serverMessage.replacing(address, with: shown)
        return explanation
    }

    /// The words for data that cannot be read where it is.
    init(unreadable error: APIError, _ plan: TransferPlan, name: String) {
        headline = Attempt.upload(name: name).failure
        (reason, advice) = Self.unreadable(error.message, plan)
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .request(.source)
        attempt = .upload(name: name)
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
        attempt = nil
    }

    /// The words for data that the service has, and that may be somebody else's.
    ///
    /// - Parameter finding: what the service has instead, as a sentence.
    init(others finding: String, name: String) {
        headline = "The data of \(name) is not what was to be sent"
        reason = "\(finding) Somebody else may have brought it meanwhile."
        advice = "Leave it as it is where that is so; otherwise delete the image and create it anew."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .unproven
        attempt = nil
    }

    /// The words for data that has not the hash that it was to have, and of which the last part was withheld.
    ///
    /// - Parameter hash: what it has.
    init(_ hash: String, insteadOf checksum: Checksum, name: String) {
        headline = "The data of \(name) is not what its checksum says"
        reason =
            "Its \(checksum.title) is \(hash), and \(checksum.beginning) was given. The last part was not sent, so that the service "
            + "keeps none of it."
        advice =
            "Get the data again from who publishes it, and compare the checksum; then bring it to the same record, which is "
            + "still queued."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .checksum(isStored: false)
        attempt = nil
    }

    /// The words for data that the service has read by itself, and that has not the hash that it was to have, or none to compare.
    init(ofStored image: Image, insteadOf checksum: Checksum, name: String) {
        headline = "The data of \(name) is not proven to be what its checksum says"
        reason =
            image.hash(by: checksum.algorithm).map {
                "The cloud's \(checksum.title) of it is \($0), and \(checksum.beginning) was given."
            } ?? "The cloud says no \(checksum.title) of it, only \(image.hashAlgorithm ?? "MD5")."
        advice =
            "The image is active: do not boot from it. Deactivate or delete it, and create it anew by the method upload, so that "
            + "gaze reads the data before the cloud has all of it."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .checksum(isStored: true)
        attempt = nil
    }

    /// The words for an import that the service gave up.
    ///
    /// - Parameter reason: the service's own words; may be empty.
    init(importFailed reason: String, name: String) {
        headline = Attempt.importing(name: name).failure
        if let refusal = FormatRefusal(reason) {
            (self.reason, advice) = Self.words(for: refusal)
            cause = .format
        } else {
            self.reason =
                reason.isEmpty
                ? "The service gave the import up and does not say why."
                : "The service says: “\(Self.unended(reason))”."
            advice = "Nothing is lost: bring it again, or choose another way or another store."
            cause = .importing
        }
        serverMessage = reason
        status = nil
        requestID = nil
        attempt = nil
    }

    /// The words for data that is not in every store that was asked for.
    ///
    /// - Parameter message: what the service says of the import; may be empty.
    init(missing stores: [ImageStore.ID], name: String, message: String = "") {
        headline = "The data of \(name) is not in every store"
        reason =
            "The image is active, but \(stores.joined(separator: ", ")) did not take its data."
            + (message.isEmpty ? "" : " The service says: “\(Self.unended(message))”.")
        advice = "It can be used from the other stores. Import it to the missing ones when they are in order again."
        serverMessage = message
        status = nil
        requestID = nil
        cause = .importing
        attempt = nil
    }

    /// A service's sentence, to be quoted within one of ours.
    static func unended(_ sentence: String) -> Substring {
        sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
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
        attempt = nil
    }
}
