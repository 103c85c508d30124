package import ImageModel

/// A failure in words for the user: what happened, why, and what to do next. All such words are made here.
package struct Explanation: Hashable, Sendable {
    /// What happened.
    package let headline: String
    /// Why.
    package internal(set) var reason: String
    /// What to do next.
    package internal(set) var advice: String
    /// The service's message in full; empty if there was none. It is text from outside.
    package internal(set) var serverMessage: String
    /// The status code; nil if there was no answer.
    package let status: Int?
    /// The request id to look for in the service's log; nil if it is not known.
    package let requestID: String?

    /// The kind of failure, for code that acts on it.
    package let cause: Cause
    /// The action that failed; nil if no request did.
    let attempt: Attempt?

    /// The kinds of failures.
    package enum Cause: Hashable, Sendable {
        /// A request failed, or the service could not be reached.
        case request(APIError.Kind)
        /// The data that the service has is not what was sent.
        case unproven
        /// The data does not have the expected hash; whether the image is active with it.
        case checksum(isStored: Bool)
        /// The service did not import the data into its stores.
        case importing
        /// The image is active, but the service did not import the data into all requested stores.
        case missingStores
        /// The data is not in the record's format, or not safe in it.
        case format
        /// The image has no data to save.
        case noData
        /// A local file cannot be written.
        case file(SaveProblem)
    }

    /// Creates the explanation of an error during an attempt.
    package init(_ error: APIError, during attempt: Attempt) {
        let words = Self.commandWords(for: error, during: attempt) ?? Self.words(for: error, during: attempt)
        // An invalid answer may have status 200, which says nothing about the failure.
        headline = attempt.failure + (error.status.flatMap { $0 < 400 ? nil : " (\($0))" } ?? "")
        reason = words.reason
        advice = words.advice
        serverMessage = Self.isTheServices(error) ? error.message : ""
        status = error.status
        requestID = error.requestID
        cause = .request(Self.isAboutFormats(error) ? .conflict : error.kind)
        self.attempt = attempt
    }

    /// Whether the message is the service's. It is not if the request was refused here, or if no answer came in time or over a
    /// secure connection.
    private static func isTheServices(_ error: APIError) -> Bool {
        switch error.kind {
        case .readOnly, .noService, .timedOut, .tls: false
        case .badRequest: error.status != nil
        default: true
        }
    }

    /// Returns the explanation with an address, which a service may have repeated, reduced to the part that may be shown and
    /// stored.
    func hiding(_ address: String) -> Explanation {
        let shown = ShownAddress(address).description
        guard shown != address else { return self }
        var explanation = self
        explanation.reason = reason.replacing(address, with: shown)
        explanation.advice = advice.replacing(address, with: shown)
        explanation.serverMessage = serverMessage.replacing(address, with: shown)
        return explanation
    }

    /// Creates the explanation for data that cannot be read at its source.
    init(unreadable error: APIError, _ plan: TransferPlan, name: String) {
        headline = Attempt.upload(name: name).failure
        (reason, advice) = Self.unreadable(error.message, plan)
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .request(.source)
        attempt = .upload(name: name)
    }

    /// Creates the explanation for data that the service accepted, but that differs from what was sent.
    ///
    /// - Parameters:
    ///   - finding: The result of the comparison, as a sentence.
    ///   - name: The image's name.
    init(unproven finding: String, name: String) {
        headline = "The data of \(name) did not arrive as it was sent"
        reason = finding
        advice = "Do not boot from it. If the image is queued, send it again; otherwise delete and recreate it."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .unproven
        attempt = nil
    }

    /// Creates the explanation for data in the service that may be somebody else's.
    ///
    /// - Parameters:
    ///   - finding: What the service has instead, as a sentence.
    ///   - name: The image's name.
    init(others finding: String, name: String) {
        headline = "The data of \(name) is not what was to be sent"
        reason = "\(finding) Somebody else may have brought it meanwhile."
        advice = "Leave it as it is if so; otherwise delete the image and create it again."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .unproven
        attempt = nil
    }

    /// Creates the explanation for data that does not have the expected hash, and whose last part was therefore withheld.
    ///
    /// - Parameters:
    ///   - hash: The hash of the data.
    ///   - checksum: The expected hash.
    ///   - name: The image's name.
    init(_ hash: String, insteadOf checksum: Checksum, name: String) {
        headline = "The data of \(name) does not match its checksum"
        reason =
            "Its \(checksum.title) is \(hash), and \(checksum.beginning) was given. The last part was not sent, so that the service "
            + "keeps none of it."
        advice =
            "Get the data again from its publisher, and compare the checksum; then bring it to the same record, which is "
            + "still queued."
        serverMessage = ""
        status = nil
        requestID = nil
        cause = .checksum(isStored: false)
        attempt = nil
    }

    /// Creates the explanation for data that the service has read by itself, and that does not have the expected hash, or none
    /// to compare it with.
    init(ofStored image: Image, insteadOf checksum: Checksum, name: String) {
        headline = "The data of \(name) is not verified against its checksum"
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

    /// Creates the explanation for an import that the service gave up.
    ///
    /// - Parameters:
    ///   - reason: The service's own words; may be empty.
    ///   - name: The image's name.
    init(importFailed reason: String, name: String) {
        headline = Attempt.importing(name: name).failure
        if let refusal = FormatRefusal(reason) {
            (self.reason, advice) = Self.words(for: refusal)
            cause = .format
        } else {
            self.reason =
                reason.isEmpty
                ? "The import failed, and the service does not say why."
                : "The service says: “\(Self.unended(reason))”."
            advice = "Nothing is lost: send it again, or use another method or store."
            cause = .importing
        }
        serverMessage = reason
        status = nil
        requestID = nil
        attempt = nil
    }

    /// Creates the explanation for data that is not in every store that was requested.
    ///
    /// - Parameters:
    ///   - stores: The stores that do not have it.
    ///   - name: The image's name.
    ///   - message: The service's message about the import; may be empty.
    init(missing stores: [ImageStore.ID], name: String, message: String = "") {
        headline = "The data of \(name) is not in every store"
        reason =
            "The image is active, but \(stores.joined(separator: ", ")) did not take its data."
            + (message.isEmpty ? "" : " The service says: “\(Self.unended(message))”.")
        advice = "It can be used from the other stores. Import it to the missing ones when they are in order again."
        serverMessage = message
        status = nil
        requestID = nil
        cause = .missingStores
        attempt = nil
    }

    /// Returns a service's sentence without its final period, to quote it within one of ours.
    static func unended(_ sentence: String) -> Substring {
        sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
    }

    /// Creates the explanation for a transfer that was interrupted and cannot be resumed.
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
