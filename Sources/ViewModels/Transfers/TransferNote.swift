package import Foundation
package import ImageModel

/// A transfer under way in stored form: enough to show it, and to resume it after its gaze has ended.
package struct TransferNote: Hashable, Sendable, Codable, Identifiable {
    /// The state of the transfer.
    package enum State: String, Hashable, Sendable, Codable {
        /// The record is being created: it is not known whether it exists.
        case asking
        case waiting, held, sending, importing, verifying
    }

    /// The id of the image whose data is transferred.
    package var id: Image.ID
    /// The image's name.
    package var name: String
    /// How the data is transferred.
    package var plan: PlanNote
    /// The state.
    package var state: State
    /// The number of bytes sent.
    package var bytes: Int64 = 0
    /// The total number of bytes; nil if it is not known.
    package var size: Int64?
    /// The SHA-512 of what was sent, once all of it was.
    package var sha512: String?

    /// The hash that the data must have; nil if none was given.
    var checksum: Checksum?

    /// The progress, from 0 to 1; nil if the size is not known.
    package var fraction: Double? {
        guard let size else { return nil }
        return size > 0 ? min(1, Double(bytes) / Double(size)) : 1
    }

    /// The receipt for what was sent; nil until all of it was.
    var receipt: UploadReceipt? { sha512.map { UploadReceipt(size: bytes, sha512: $0) } }

    /// The note on a create that is about to be requested.
    init(asking id: Image.ID, name: String?, _ plan: TransferPlan, checksum: Checksum? = nil) {
        self.id = id
        self.name = name.flatMap { $0.isEmpty ? nil : $0 } ?? id
        self.plan = PlanNote(plan)
        state = .asking
        size = plan.size
        self.checksum = checksum
    }
}

extension TransferNote {
    /// The note on a transfer; nil if it has ended.
    @MainActor
    init?(_ transfer: TransferModel) {
        let state: State
        switch transfer.state {
        case .waiting: state = .waiting
        case .held: state = .held
        case .sending: state = .sending
        case .importing: state = .importing
        case .verifying: state = .verifying
        case .verified, .failed, .cancelled: return nil
        }
        self.init(transfer, state)
    }

    /// The note on a transfer that was not completed; nil if it cannot be retried.
    @MainActor
    init?(unfinished transfer: TransferModel) {
        guard transfer.mayRetry else { return nil }
        self.init(transfer, .sending)
    }

    @MainActor
    private init(_ transfer: TransferModel, _ state: State) {
        self.state = state
        id = transfer.imageID
        name = transfer.name
        plan = PlanNote(transfer.plan)
        bytes = transfer.receipt?.size ?? transfer.bytesSent
        size = transfer.size
        sha512 = transfer.receipt?.sha512
        checksum = transfer.checksum
    }
}

/// A transfer that its gaze did not complete: it was cut off when gaze ended, or it failed or was cancelled.
package struct CutOff: Hashable, Sendable, Identifiable {
    /// The identity of a transfer.
    package struct ID: Hashable, Sendable {
        /// The identifier of its gaze; for a transfer that has ended, that of its journal entry.
        package var process: String
        /// The image's id.
        package var image: Image.ID

        /// Creates an identity.
        package init(process: String, image: Image.ID) {
            self.process = process
            self.image = image
        }
    }

    /// The transfer's identity.
    package let id: ID
    /// The stored note on the transfer.
    package let note: TransferNote
    /// When the transfer was last heard of.
    package let time: Date

    /// The journal entry of its end; nil if it was cut off.
    package let end: JournalEntry?

    /// Creates a transfer that was not completed.
    package init(id: ID, note: TransferNote, time: Date, end: JournalEntry? = nil) {
        self.id = id
        self.note = note
        self.time = time
        self.end = end
    }
}
