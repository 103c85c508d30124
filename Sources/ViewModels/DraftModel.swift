import DiskFormats
public import ImageModel
public import Observation

/// The form that makes an image: what is filled in, what the rules say of it, and the sending.
@Observable
@MainActor
public final class DraftModel {
    /// What is named as data.
    public enum FileState: Hashable, Sendable {
        /// Nothing is named.
        case none
        /// It is being looked at.
        case checking
        /// It can be sent.
        case ready(DataFile)
        /// It is no file: an address, which is looked at when its turn comes.
        case elsewhere(DataSource)
        /// It cannot be sent, for this reason.
        case problem(String)
    }

    /// What has been filled in.
    public var draft = Draft() {
        didSet {
            guard draft != oldValue else { return }
            onEdit(draft)
            if draft.data != oldValue.data { inspectFile() }
            if draft.data != oldValue.data || draft.checksum != oldValue.checksum { findChecksum() }
        }
    }
    /// What the cloud says of the attributes; nil until it has.
    public private(set) var schema: ImageSchema?
    /// Why the cloud's choices are not known; nil where they are, or are being read.
    public private(set) var schemaFailure: Explanation?
    /// How the cloud takes data; nil until it has said.
    public private(set) var offer: TransferOffer?
    /// What is named as data.
    public internal(set) var file: FileState = .none
    /// What the bytes of the named file say; nil where no file is named, or it cannot be read.
    var inspection: DiskInspection?
    /// Why the bytes of the named file say nothing; nil where they do, or no file is named.
    var notLookedAt: DiskFileError?
    /// Whether the beginning of what is elsewhere has been looked at.
    @ObservationIgnored var isLookedAt = false
    /// Why gaze cannot read what the cloud is to read by itself; nil where it can, or has not tried.
    public internal(set) var unread: String?
    /// What was filled in from the file.
    var suggestion: FileSuggestion?
    /// What is known of the list of checksums that is named.
    var listed: ListState = .none
    /// Whether the request is under way.
    public private(set) var isSending = false
    /// Why the last sending was refused; nil when it was not.
    public private(set) var refusal: Explanation?
    /// The field that the refusal, or a problem that held sending back, is about; the screen goes there.
    public private(set) var fieldInQuestion: DraftField?
    /// Why sending was held back; nil when it was not, or nothing would hold it back any more.
    public var heldBack: String? {
        guard let held else { return nil }
        return problems.values.contains(held) || warnings.contains { Self.question(about: $0) == held }
            || held == Self.nothing && draft.isEmpty ? held : nil
    }
    private var held: String?

    /// Why an empty form is not sent: the record of it would be one without a name and without anything else.
    public static let nothing = "Nothing is filled in."

    private let api: any ImageAPI
    let surroundings: Surroundings
    private let onEdit: @MainActor (Draft) -> Void
    private let notes: TransferNotes?
    private let onCreate: @MainActor (ImageRecord, TransferPlan?, Checksum?) -> Void
    @ObservationIgnored private var schemaTask: Task<Void, Never>?
    @ObservationIgnored private var offerTask: Task<Void, Never>?
    @ObservationIgnored var fileTask: Task<Void, Never>?
    @ObservationIgnored var listTask: Task<Void, Never>?
    /// What is in the list that was read last.
    @ObservationIgnored var listText: (path: String, text: Task<Result<String, ChecksumListProblem>, Never>)?
    @ObservationIgnored private var sendTask: Task<Void, Never>?

    /// An empty form.
    ///
    /// - Parameters:
    ///   - notes: what is written down of records whose data is to follow.
    ///   - onEdit: told of what is filled in, whenever that has changed.
    ///   - onCreate: told of the record that was made, how its data is to follow, and what hash that is to have.
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
    public func loadChoices() {
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
            // A cloud that does not say takes uploads, as every one does; it is asked again when the form opens next.
            guard let methods = try? await api.importMethods(), let stores = try? await api.stores() else { return }
            self?.offer = TransferOffer(methods: methods, stores: stores)
        }
    }

    /// Waits until the cloud's choices and what is named as data are known, or cannot be.
    public func finishLoading() async {
        await schemaTask?.value
        await offerTask?.value
        await fileTask?.value
        await listTask?.value
    }

    /// Waits until the request that is under way has been answered.
    public func finishSending() async { await sendTask?.value }

    /// What is named as data; nil where nothing is, or the address is not whole.
    var source: DataSource? { draft.data.isEmpty ? nil : try? DataSource(draft.data) }

    /// How the data is to be brought; nil where there is none, or it cannot be brought so.
    public var transferPlan: TransferPlan? { try? plan() }

    private func plan() throws(TransferProblem) -> TransferPlan? {
        guard let source else { return nil }
        var known: DataFile?
        if case .ready(let file) = file { known = file }
        return try (offer ?? TransferOffer()).plan(
            for: source, file: known, way: draft.method, stores: draft.stores,
            mustAllSucceed: draft.mustAllSucceed ?? false, isChecked: checksum != nil || listed == .reading)
    }

    /// What keeps each field from being sent.
    public var problems: [DraftField: String] {
        var problems = DraftRules(schema: schema).problems(of: draft)
        if case .problem(let reason) = file { problems[.data] = reason }
        if case .problem(let reason) = listed { problems[.checksum] = reason }
        if isUnknown {
            // What it says is filled in before it is sent.
            if draft.diskFormat == nil { problems[.diskFormat] = nil }
            if draft.containerFormat == nil { problems[.containerFormat] = nil }
        } else if let unread {
            let reason = " gaze cannot tell it: \(unread)"
            if draft.diskFormat == nil { problems[.diskFormat]?.append(reason) }
            if draft.containerFormat == nil { problems[.containerFormat]?.append(reason) }
        }
        do throws(TransferProblem) {
            // What the cloud reads by itself is compared by the hashes that its record will have.
            if case .fetch? = try plan(), let checksum, !checksum.isInRecords {
                problems[.checksum] =
                    "The cloud reads this data by itself, and says no \(checksum.title) of it. Give a SHA-512 or an MD5, or "
                    + "choose the method upload: gaze reads it then."
            }
        } catch {
            switch error {
            case .noStore, .oneStoreOnly: problems[.stores] = error.description
            case .noWay: problems[.method] = error.description
            // A file that is being looked at holds nothing back, and one that cannot be read has said so.
            case .noFile: break
            }
        }
        return problems
    }

    /// Whether it is not known yet, or cannot be, what the data is.
    private var isUnknown: Bool {
        switch file {
        case .checking, .problem: true
        case .none, .ready, .elsewhere: awaitsLook
        }
    }

    /// What keeps a property, as typed, from being sent.
    public func problem(ofProperty text: String) -> String? { DraftRules(schema: schema).problem(ofProperty: text) }

    /// The body as it will be sent.
    public var body: JSONValue { draft.newImage.json() }

    /// Empties every field.
    public func clear() {
        suggestion = nil
        draft = Draft()
        refusal = nil
        held = nil
        fieldInQuestion = nil
    }

    /// Fills the form in like another image; what was filled in is gone.
    public func fill(like image: Image) {
        clear()
        draft = Draft(like: image)
    }

    /// Takes note that the screen has gone to the field in question.
    public func visitFieldInQuestion() { fieldInQuestion = nil }

    /// Sends the request, or says what holds it back. Nothing typed is lost either way.
    ///
    /// - Parameter knowingly: whether the person has been told of the warnings, and sends nevertheless.
    public func submit(knowingly: Bool = false) {
        guard !isSending else { return }
        refusal = nil
        held = nil
        // What is looked at first may fill in what is missing.
        guard awaitsLook || !holdBack() else { return }
        isSending = true
        sendTask = Task { [weak self] in await self?.send(knowingly: knowingly) }
    }

    /// - Returns: whether a problem holds the sending back.
    private func holdBack() -> Bool {
        let problems = problems
        // Data that cannot be read says nothing of the fields before it, either.
        if let field = ([.data] + DraftField.allCases).first(where: { problems[$0] != nil }) {
            (held, fieldInQuestion) = (problems[field], field)
        } else if draft.isEmpty {
            (held, fieldInQuestion) = (Self.nothing, .name)
        } else {
            return false
        }
        return true
    }

    /// Calls the request off.
    public func cancelSending() { sendTask?.cancel() }

    private static func question(about warning: FileWarning) -> String {
        "\(warning.title). \(warning.explanation) Send again to be asked."
    }

    private func send(knowingly: Bool) async {
        defer { isSending = false }
        // A file that is still being looked at decides whether there is anything to send.
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
            // Whenever it is sent again, it is the same image.
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
