public import Terminal
public import ViewModels

/// How a transfer is, in words: one place for the list, the record, the transfers and the line below.
@MainActor
public struct TransferText {
    let transfer: TransferModel
    let glyphs: Glyphs

    /// The words for a transfer, in the shapes that can be shown.
    public init(transfer: TransferModel, glyphs: Glyphs) {
        self.transfer = transfer
        self.glyphs = glyphs
    }

    /// What has gone out, of what there is.
    private var sent: String {
        let sent = Format.bytes(transfer.bytesSent)
        return transfer.size.map { "\(sent) of \(Format.bytes($0))" } ?? sent
    }

    private var percent: String? { transfer.fraction.map { "\(Int($0 * 100)) %" } }

    private var rate: String? { transfer.bytesPerSecond.map(Format.rate) }

    private var timeLeft: String? { transfer.timeLeft.map { "\(Format.duration($0)) left" } }

    /// A sentence, and the role of its colour.
    public var sentence: (String, Role) {
        switch transfer.state {
        case .waiting: ("Waiting for its turn: others are being sent.", .text)
        case .held where transfer.bytesSent > 0:
            ("\(sent) sent; held back before the import. Press p to go on.", .warning)
        case .held: ("Held back before it begins. Press p to go on.", .warning)
        case .sending:
            ([percent, sent, rate, timeLeft].compactMap(\.self).joined(separator: "   ") + holdNote, .text)
        case .importing: ("The cloud brings the data into its stores\(storesText).", .text)
        case .verifying where transfer.isTakenUp: ("Reading what the service has of it.", .text)
        case .verifying: ("\(sent) sent; waiting for the service", .text)
        case .verified(let verdict): ("\(glyphs.check) Verified: \(verdict).", .success)
        case .failed where transfer.actualFormat != nil:
            (
                "Refused: the file is \(transfer.actualFormat ?? ""). Press f to say so in the record and send "
                    + "it again.", .error
            )
        case .failed where isImported && transfer.bytesSent == (transfer.size ?? 0): ("The import failed.", .error)
        case .failed:
            transfer.bytesSent > 0 && transfer.bytesSent == transfer.size
                ? ("Failed after all of \(Format.bytes(transfer.bytesSent)) was sent.", .error)
                : ("Failed after \(sent).", .error)
        case .cancelled:
            (
                "Called off after \(sent)." + (transfer.mayRetry ? " Press u to send it again." : ""), .warning
            )
        }
    }

    private var isImported: Bool { transfer.plan.way != TransferOffer.upload }

    private var holdNote: String { transfer.isHeld ? "   (held back after this part)" : "" }

    /// The stores of an import and how far each is, where they are known.
    private var storesText: String {
        let stores = transfer.stores
        guard !stores.isEmpty else { return "" }
        return ": " + stores.map { "\($0.store) \(word(for: $0.state))" }.joined(separator: ", ")
    }

    /// The word for a store's state.
    private func word(for state: StoreProgress.State) -> String {
        switch state {
        case .pending: "pending"
        case .present: "done"
        case .failed: "failed"
        }
    }

    /// A word or two with a shape, for a column.
    var short: (String, Role) {
        switch transfer.state {
        case .waiting: ("\(glyphs.empty) waiting", .dim)
        case .held: ("\(glyphs.empty) held", .warning)
        case .sending: ("\(glyphs.half) sent \(percent ?? Format.bytes(transfer.bytesSent))", .statusInTransit)
        case .importing: ("\(glyphs.half) importing", .statusInTransit)
        case .verifying: ("\(glyphs.half) verifying", .statusInTransit)
        case .verified: ("\(glyphs.check) verified", .success)
        case .failed: ("! failed", .error)
        case .cancelled: ("\(glyphs.barred) called off", .warning)
        }
    }

    /// The cells of the transfers' table.
    var progress: (rate: String, left: String, size: String) {
        let isSending = transfer.state == .sending
        return (
            isSending ? rate ?? "" : "", isSending ? timeLeft ?? "" : "",
            transfer.size.map(Format.bytes) ?? String(glyphs.none)
        )
    }
}

/// The transfers under way in one line, on every screen but their own.
@MainActor
struct TransferLine {
    let transfers: [TransferModel]

    func draw(into canvas: inout Canvas, in rect: Rect) {
        guard let first = transfers.first(where: { $0.state == .sending }) ?? transfers.first else { return }
        let text = TransferText(transfer: first, glyphs: canvas.glyphs)
        let (rate, left, _) = text.progress
        let count = transfers.count == 1 ? "" : "   1 of \(transfers.count) transfers"
        let name = TextLayout.truncated(first.name, to: max(8, rect.columns / 3), glyphs: canvas.glyphs)
        let parts = [name, text.short.0, rate, left].filter { !$0.isEmpty }
        canvas.write(
            " " + parts.joined(separator: "  ") + count + " ", row: rect.row, column: rect.column + 2,
            role: .statusInTransit, limit: rect.columns - 4)
    }
}
