package import Terminal
package import ViewModels

/// The state of a transfer to a cloud in words, shared by the list, the record, the transfers and the status line.
@MainActor
package struct TransferText: TransferWords {
    let model: TransferModel
    /// The shapes to draw with.
    package let glyphs: Glyphs
    /// The key names for hints; nil if there are no keys to name.
    package let keys: KeyNames?

    /// Creates the words for a transfer.
    ///
    /// - Parameters:
    ///   - transfer: The transfer to describe.
    ///   - glyphs: The shapes to draw with.
    ///   - keys: The key names for hints; nil if there are no keys to name.
    package init(transfer: TransferModel, glyphs: Glyphs, keys: KeyNames? = nil) {
        model = transfer
        self.glyphs = glyphs
        self.keys = keys
    }

    /// The transfer that is described.
    package var transfer: any Transfer { model }

    /// Whether there is a meaningful rate at the moment.
    package var hasRate: Bool { model.state == .sending && model.answerAwaited == nil }

    /// A sentence, and the role that colours it.
    package var sentence: (String, Role) {
        switch model.state {
        case .waiting: ("Waiting for its turn: others are being sent.", .text)
        case .held where model.bytesSent > 0:
            ("\(moved) sent; paused before the import." + goOn, .warning)
        case .held: ("Paused before it begins." + goOn, .warning)
        case .sending where model.answerAwaited != nil: (awaited, .text)
        case .sending:
            ([percent, moved, rate, timeLeft].compactMap(\.self).joined(separator: "   ") + holdNote + resized, .text)
        case .importing: ("The cloud brings the data into its stores\(storesText).", .text)
        case .verifying where model.isTakenUp: ("Reading what the service has of it.", .text)
        case .verifying: ("\(moved) sent; waiting for the service", .text)
        case .verified(let verdict): ("\(glyphs.check) Verified: \(verdict).\(resized)", .success)
        case .failed where model.actualFormat != nil:
            (
                "Refused: the file is \(model.actualFormat ?? "")."
                    + press(.correctFormat, "to say so in the record and send it again"), .error
            )
        case .failed where model.isLeftToService:
            (TransferModel.leftToService + press(.retryTransfer, "to follow it again"), .error)
        case .failed where !model.missing.isEmpty:
            ("The image is active, and not in every store\(storesText).", .error)
        case .failed where isImported && model.bytesSent == (model.size ?? 0): ("The import failed.", .error)
        case .failed:
            model.bytesSent > 0 && model.bytesSent == model.size
                ? ("Failed after all of \(Format.bytes(model.bytesSent)) was sent.", .error)
                : ("Failed after \(moved).", .error)
        case .cancelled where model.isLeftToService:
            (
                "Cancelled. " + model.outlook + (model.mayRetry ? press(.retryTransfer, lookAgain) : ""), .warning
            )
        case .cancelled:
            (
                "Cancelled after \(moved)." + (model.mayRetry ? press(.retryTransfer, "to send it again") : ""),
                .warning
            )
        }
    }

    /// The sentence while the cloud's answer is awaited, with the time that this has taken so far.
    private var awaited: String {
        let time = Format.duration(model.answerAwaited ?? .zero)
        return "All of \(Format.bytes(model.bytesSent)) is sent; the cloud's answer is awaited, for \(time) now."
            + " It may take minutes." + press(.cancelTransfer, "to call it off") + holdNote + resized
    }

    private var goOn: String { press(.holdTransfer, "to go on") }

    /// The purpose of checking again on a transfer that was left to the service.
    private var lookAgain: String {
        model.mayHaveArrived ? "to see, and to send it again if not" : "to follow it again"
    }

    /// The remark that the file has changed its size since it was named.
    private var resized: String {
        model.resized.map { "   The file has changed: it had \($0.named) bytes when it was named, and has \($0.now)." }
            ?? ""
    }

    private var isImported: Bool { model.plan.way != TransferOffer.upload }

    /// Pauses a transfer or resumes it, or says why that is not possible.
    static func hold(_ transfer: (any Transfer)?) -> Response {
        guard let transfer, transfer.isUnderWay else { return .handled }
        guard transfer.mayHold else {
            return .say("What is being sent now is one piece: it cannot be paused.")
        }
        transfer.toggleHold()
        return .handled
    }

    private var holdNote: String { model.isHeld ? "   (paused after this part)" : "" }

    /// The stores of an import and the state of each, if they are known.
    private var storesText: String {
        let stores = model.stores
        guard !stores.isEmpty else { return "" }
        return ": " + stores.map { "\($0.store) \(word(for: $0.state))" }.joined(separator: ", ")
    }

    /// Returns the word for a store's state.
    private func word(for state: StoreProgress.State) -> String {
        switch state {
        case .pending: "pending"
        case .present: "done"
        case .failed: "failed"
        }
    }

    /// A shape with a word or two, for a column.
    package var short: (String, Role) {
        switch model.state {
        case .waiting: ("\(glyphs.empty) waiting", .dim)
        case .held: ("\(glyphs.empty) held", .warning)
        case .sending where model.answerAwaited != nil: ("\(glyphs.half) all sent", .statusInTransit)
        case .sending: ("\(glyphs.half) sent \(percent ?? Format.bytes(model.bytesSent))", .statusInTransit)
        case .importing: ("\(glyphs.half) importing", .statusInTransit)
        case .verifying: ("\(glyphs.half) verifying", .statusInTransit)
        case .verified: ("\(glyphs.check) verified", .success)
        case .failed: ("! failed", .error)
        case .cancelled: ("\(glyphs.barred) cancelled", .warning)
        }
    }
}
