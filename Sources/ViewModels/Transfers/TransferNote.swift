public import Foundation
public import ImageModel

/// A transfer that is under way, as it is written down: enough to show it, and to go on with it after its gaze has ended.
public struct TransferNote: Hashable, Sendable, Codable, Identifiable {
    /// Where it is, in a word.
    public enum State: String, Hashable, Sendable, Codable {
        /// The record is being asked for: it is not known whether there is one.
        case asking
        case waiting, held, sending, importing, verifying
    }

    /// The image whose data it is.
    public var id: Image.ID
    /// What the image is called.
    public var name: String
    /// How the data gets there.
    public var plan: PlanNote
    /// Where it is.
    public var state: State
    /// Bytes that have gone out.
    public var bytes: Int64 = 0
    /// Bytes in all; nil where that is not known.
    public var size: Int64?
    /// SHA-512 of what was sent, once all of it was.
    public var sha512: String?

    /// The hash that the data is to have; nil where none was said.
    var checksum: Checksum?

    /// From 0 to 1; nil where the size is not known.
    public var fraction: Double? {
        guard let size else { return nil }
        return size > 0 ? min(1, Double(bytes) / Double(size)) : 1
    }

    /// What was sent, where all of it was.
    var receipt: UploadReceipt? { sha512.map { UploadReceipt(size: bytes, sha512: $0) } }

    /// A create that is about to be asked for.
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
    /// What is written down of a transfer; nil where it is over.
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

    /// What is written down of a transfer that did not work out; nil where it can be brought no more.
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

/// A transfer whose gaze has ended before it had, or that did not work out.
public struct CutOff: Hashable, Sendable, Identifiable {
    /// What tells it from all others.
    public struct ID: Hashable, Sendable {
        /// What its gaze called itself; for one that has ended, its entry of the journal.
        public var process: String
        /// The image.
        public var image: Image.ID

        /// Names for both.
        public init(process: String, image: Image.ID) {
            self.process = process
            self.image = image
        }
    }

    /// What tells it from all others.
    public let id: ID
    /// What it was.
    public let note: TransferNote
    /// When it was last heard of.
    public let time: Date

    /// How it ended; nil where it was cut off.
    public let end: JournalEntry?

    /// A transfer that was cut off, or has ended so.
    public init(id: ID, note: TransferNote, time: Date, end: JournalEntry? = nil) {
        self.id = id
        self.note = note
        self.time = time
        self.end = end
    }
}
