import DiskFormats
package import ImageModel
import Observation

/// The form that creates an image: its content, the rules' verdict on it, and sending it.
@Observable
@MainActor
package final class DraftModel {
    /// The state of the named data.
    package enum FileState: Hashable, Sendable {
        /// No data is named.
        case none
        /// The file is being inspected.
        case checking
        /// The file can be sent.
        case ready(DataFile)
        /// The data is not a local file. If it needs an inspection, that happens right before sending.
        case elsewhere(DataSource)
        /// The data cannot be sent, for this reason.
        case problem(String)
    }

    /// What has been filled in.
    package var draft = Draft() {
        didSet {
            guard draft != oldValue else { return }
            onEdit(draft)
            if draft.data != oldValue.data { inspectFile() }
            if draft.data != oldValue.data || draft.checksum != oldValue.checksum { findChecksum() }
        }
    }
    /// The cloud's schema of the attributes; nil until it has been read.
    package private(set) var schema: ImageSchema?
    /// Why the cloud's choices are not known; nil if they are, or are being read.
    package private(set) var schemaFailure: Explanation?
    /// How the cloud accepts data; nil until that is known.
    package private(set) var offer: TransferOffer?
    /// The state of the named data.
    package internal(set) var file: FileState = .none
    /// The result of inspecting the data; nil if there is no data, or no result.
    var inspection: DiskInspection?
    /// Why the named file could not be inspected; nil if it could, or no file is named.
    var notLookedAt: DiskFileError?
    /// Whether the beginning of data from elsewhere has been inspected.
    @ObservationIgnored var isLookedAt = false
    /// Why gaze cannot read data that the cloud will read by itself; nil if it can, or has not tried.
    package internal(set) var unread: String?
    /// The values that were filled in from the data.
    var suggestion: FileSuggestion?
    /// The state of the named list of checksums.
    var listed: ListState = .none
    /// Whether the request is in progress.
    package private(set) var isSending = false
    /// Why the last request was refused; nil if it was not.
    package private(set) var refusal: Explanation?
    /// The field that the refusal, or the problem that held sending back, is about; the screen moves to it.
    package private(set) var fieldInQuestion: DraftField?
    /// Why sending was held back; nil if it was not, or the reason no longer applies.
    package var heldBack: String? {
        guard let held else { return nil }
        return problems.values.contains(held) || warnings.contains { Self.question(about: $0) == held }
            || held == Self.nothing && draft.isEmpty ? held : nil
    }
    private var held: String?

    /// Why an empty form is not sent: its record would have no name, nor anything else.
    package static let nothing = "Nothing is filled in."

    private let api: any ImageAPI
    let surroundings: Surroundings
    private let onEdit: @MainActor (Draft) -> Void
    private let notes: TransferNotes?
    private let onCreate: @MainActor (ImageRecord, TransferPlan?, Checksum?) -> Void
    @ObservationIgnored private var schemaTask: Task<Void, Never>?
    @ObservationIgnored private var offerTask: Task<Void, Never>?
    @ObservationIgnored var fileTask: Task<Void, Never>?
    @ObservationIgnored var listTask: Task<Void, Never>?
    /// The text of the list that was read last.
    @ObservationIgnored var listText: (path: String, text: Task<Result<String, ChecksumListProblem>, Never>)?
    @ObservationIgnored private var sendTask: Task<Void, Never>?

    /// Creates an empty form.
    ///
    /// - Parameters:
    ///   - api: The image service.
    ///   - surroundings: Access to files and the rest of the machine.
    ///   - notes: The notes about records whose data follows; nil to keep none.
    ///   - onEdit: Called with the draft whenever it has changed.
    ///   - onCreate: Called with the created record, how its data follows, and the hash that the data must have.
    init(
        api: any ImageAPI, surroundings: Surroundings = Surroundings(), notes: TransferNotes? = nil,
        onEdit: @escaping @MainActor (Draft) -> Void = { _ in },
        onCreate: @escaping @MainActor (ImageRecord, TransferPlan?, Checksum?) -> Void
    ) {
        self.api = api
        self.surroundings = surroundings
        self.onEdit = onEdit
        self.notes = notes
        self.onCreate = onCreate
    }

    isolated deinit {
        schemaTask?.cancel()
        offerTask?.cancel()
        fileTask?.cancel()
        listTask?.cancel()
        sendTask?.cancel()
    }

    /// Reads the cloud's choices, unless they are known.
    package func loadChoices() {
        loadOffer()
        guard schema == nil, schemaTask == nil else { return }
        schemaFailure = nil
        schemaTask = Task { [weak self] in await self?.readSchema() }
    }

    private func readSchema() async {
        defer { schemaTask = nil }
        do throws(APIError) {
            schema = try await api.imageSchema()
        } catch {
            if error.kind != .cancelled { schemaFailure = Explanation(error, during: .schema) }
        }
    }

    private func loadOffer() {
        guard offer == nil, offerTask == nil else { return }
        offerTask = Task { [weak self, api] in
            defer { self?.offerTask = nil }
            // A cloud that does not answer accepts uploads, as every cloud does; it is asked again when the form next opens.
            guard let methods = try? await api.importMethods(), let stores = try? await api.stores() else { return }
            self?.offer = TransferOffer(methods: methods, stores: stores)
        }
    }

    /// Waits until the cloud's choices and the state of the named data are known, or known to be unavailable.
    package func finishLoading() async {
        await schemaTask?.value
        await offerTask?.value
        await fileTask?.value
        await listTask?.value
    }

    /// Waits until the request in progress has been answered.
    package func finishSending() async { await sendTask?.value }

    /// The place of the data; nil if none is named, or the address is incomplete.
    var source: DataSource? { draft.data.isEmpty ? nil : try? DataSource(draft.data) }

    /// How the data will get into the cloud; nil if there is none, or the chosen way is not possible.
    package var transferPlan: TransferPlan? { try? plan() }

    private func plan() throws(TransferProblem) -> TransferPlan? {
        guard let source else { return nil }
        var known: DataFile?
        if case .ready(let file) = file { known = file }
        return try (offer ?? TransferOffer()).plan(
            for: source, file: known, way: draft.method, stores: draft.stores,
            mustAllSucceed: draft.mustAllSucceed ?? false, isChecked: checksum != nil || listed == .reading)
    }

    /// The problems that prevent sending, by field.
    package var problems: [DraftField: String] {
        var problems = DraftRules(schema: schema).problems(of: draft)
        if case .problem(let reason) = file { problems[.data] = reason }
        if case .problem(let reason) = listed { problems[.checksum] = reason }
        if isUnknown {
            // The inspection fills this in before anything is sent.
            if draft.diskFormat == nil { problems[.diskFormat] = nil }
            if draft.containerFormat == nil { problems[.containerFormat] = nil }
        } else if let unread {
            let reason = " gaze cannot tell it: \(unread)"
            if draft.diskFormat == nil { problems[.diskFormat]?.append(reason) }
            if draft.containerFormat == nil { problems[.containerFormat]?.append(reason) }
        }
        do throws(TransferProblem) {
            // Data that the cloud reads by itself is verified with the hashes that its record will contain.
            if case .fetch? = try plan(), let checksum, !checksum.isInRecords {
                problems[.checksum] =
                    "The cloud reads this data by itself, and says no \(checksum.title) of it. Give a SHA-512 or an MD5, or "
                    + "choose the method upload: gaze reads it then."
            }
        } catch {
            switch error {
            case .noStore, .oneStoreOnly: problems[.stores] = error.description
            case .noWay: problems[.method] = error.description
            // A file still being inspected is no problem, and one that cannot be read has been reported.
            case .noFile: break
            }
        }
        return problems
    }

    /// Whether the data's format is not known yet, or cannot be.
    private var isUnknown: Bool {
        switch file {
        case .checking, .problem: true
        case .none, .ready, .elsewhere: awaitsLook
        }
    }

    /// Returns the problem that prevents sending a property as typed.
    package func problem(ofProperty text: String) -> String? { DraftRules(schema: schema).problem(ofProperty: text) }

    /// The body of the request as it will be sent.
    package var body: JSONValue { draft.newImage.json() }

    /// Clears every field.
    package func clear() {
        suggestion = nil
        draft = Draft()
        refusal = nil
        held = nil
        fieldInQuestion = nil
    }

    /// Replaces the content of the form with that of an image.
    package func fill(like image: Image) {
        clear()
        draft = Draft(like: image)
    }

    /// Notes that the screen has moved to the field in question.
    package func visitFieldInQuestion() { fieldInQuestion = nil }

    /// Sends the request, or explains what holds it back. Either way, nothing typed is lost.
    ///
    /// - Parameter knowingly: Whether the user has seen the warnings and sends anyway.
    package func submit(knowingly: Bool = false) {
        guard !isSending else { return }
        refusal = nil
        held = nil
        // An inspection may still fill in what is missing.
        guard awaitsLook || !holdBack() else { return }
        isSending = true
        sendTask = Task { [weak self] in await self?.send(knowingly: knowingly) }
    }

    /// Records the first problem that holds sending back.
    ///
    /// - Returns: Whether there is one.
    private func holdBack() -> Bool {
        let problems = problems
        // Unreadable data comes first, since it also says nothing about the fields before it.
        if let field = ([.data] + DraftField.allCases).first(where: { problems[$0] != nil }) {
            (held, fieldInQuestion) = (problems[field], field)
        } else if draft.isEmpty {
            (held, fieldInQuestion) = (Self.nothing, .name)
        } else {
            return false
        }
        return true
    }

    /// Cancels the request.
    package func cancelSending() { sendTask?.cancel() }

    private static func question(about warning: FileWarning) -> String {
        "\(warning.title). \(warning.explanation) Send again to confirm."
    }

    private func send(knowingly: Bool) async {
        defer { isSending = false }
        // A file still being inspected decides whether anything can be sent.
        await lookAhead()
        guard !Task.isCancelled, !holdBack() else { return }
        if !knowingly, let warning = warnings.first {
            held = Self.question(about: warning)
            fieldInQuestion = .data
            return
        }
        let plan: TransferPlan?
        do throws(TransferProblem) {
            plan = try self.plan()
        } catch {
            held = problems[.data] ?? error.description
            fieldInQuestion = .data
            return
        }
        do throws(APIError) {
            let checksum = checksum
            let record = try await makeRecord(draft.newImage, plan, checksum)
            clear()
            onCreate(record, plan, checksum)
        } catch {
            refusal = Explanation(error, during: .create)
            // However often it is sent again, it is the same image.
            if let id = notes?.id(askedFor: draft.newImage, plan) { draft.id = id }
            if let attribute = error.namedAttribute {
                fieldInQuestion = DraftField(setting: attribute)
            } else if error.kind == .conflict {
                fieldInQuestion = .id
            }
        }
    }

    private func makeRecord(
        _ image: NewImage, _ plan: TransferPlan?, _ checksum: Checksum?
    ) async throws(APIError) -> ImageRecord {
        guard let notes, let plan else { return try await api.create(image) }
        return try await notes.create(image, plan, checksum: checksum, api: api)
    }
}
