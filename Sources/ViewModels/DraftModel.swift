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
        }
    }
    /// What the cloud says of the attributes; nil until it has.
    public private(set) var schema: ImageSchema?
    /// Why the cloud's choices are not known; nil where they are, or are being read.
    public private(set) var schemaFailure: Explanation?
    /// How the cloud takes data; nil until it has said.
    public private(set) var offer: TransferOffer?
    /// What is named as data.
    public private(set) var file: FileState = .none
    /// What the bytes of the named file say; nil where no file is named, or it cannot be read.
    private(set) var inspection: DiskInspection?
    /// What was filled in from the file.
    private var suggestion: FileSuggestion?
    /// Whether the request is under way.
    public private(set) var isSending = false
    /// Why the last sending was refused; nil when it was not.
    public private(set) var refusal: Explanation?
    /// The field that the refusal, or a problem that held sending back, is about; the screen goes there.
    public private(set) var fieldInQuestion: DraftField?
    /// Why sending was held back; nil when it was not, or nothing would hold it back any more.
    public var heldBack: String? {
        guard let held else { return nil }
        return problems.values.contains(held) || warnings.contains { Self.question(about: $0) == held } ? held : nil
    }
    private var held: String?

    private let api: any ImageAPI
    private let surroundings: Surroundings
    private let onEdit: @MainActor (Draft) -> Void
    private let notes: TransferNotes?
    private let onCreate: @MainActor (ImageRecord, TransferPlan?) -> Void
    @ObservationIgnored private var schemaTask: Task<Void, Never>?
    @ObservationIgnored private var offerTask: Task<Void, Never>?
    @ObservationIgnored private var fileTask: Task<Void, Never>?
    @ObservationIgnored private var sendTask: Task<Void, Never>?

    /// An empty form.
    ///
    /// - Parameters:
    ///   - notes: what is written down of records whose data is to follow.
    ///   - onEdit: told of what is filled in, whenever that has changed.
    ///   - onCreate: told of the record that was made and how its data is to follow.
    init(
        api: any ImageAPI, surroundings: Surroundings = Surroundings(), notes: TransferNotes? = nil,
        onEdit: @escaping @MainActor (Draft) -> Void = { _ in },
        onCreate: @escaping @MainActor (ImageRecord, TransferPlan?) -> Void
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
    }

    /// Waits until the request that is under way has been answered.
    public func finishSending() async { await sendTask?.value }

    /// The fields of the form as it is now, in its order.
    public var fields: [DraftField] {
        DraftField.allCases.filter { field in
            switch field {
            case .method: source.map { (offer?.ways(for: $0).count ?? 0) > 1 } ?? (draft.method != nil)
            case .stores: hasStores || !draft.stores.isEmpty
            case .mustAllSucceed: hasStores && (draft.stores.count > 1 || draft.stores == [TransferOffer.all])
            default: true
            }
        }
    }

    private var hasStores: Bool { source != nil && (offer?.stores.count ?? 0) > 1 }

    /// What is named as data; nil where nothing is, or the address is not whole.
    private var source: DataSource? { draft.data.isEmpty ? nil : try? DataSource(draft.data) }

    /// How the data is to be brought; nil where there is none, or it cannot be brought so.
    public var transferPlan: TransferPlan? { try? plan() }

    private func plan() throws(TransferProblem) -> TransferPlan? {
        guard let source else { return nil }
        var known: DataFile?
        if case .ready(let file) = file { known = file }
        return try (offer ?? TransferOffer()).plan(
            for: source, file: known, way: draft.method, stores: draft.stores,
            mustAllSucceed: draft.mustAllSucceed ?? false)
    }

    /// What may be chosen for a field: the cloud's own values, or the usual ones until those are known.
    public func choices(for field: DraftField) -> [String] {
        if field == .method { return source.flatMap { offer?.ways(for: $0) } ?? [] }
        let usual = FieldGuide.usualChoices[field] ?? []
        guard let attribute = field.attribute, let choices = schema?[attribute]?.choices else { return usual }
        // The likely first, as we order the usual ones.
        return usual.filter(choices.contains) + choices.filter { !usual.contains($0) }
    }

    /// What a choice means, where more can be said than its word.
    public func meaning(of choice: String, for field: DraftField) -> String? {
        FieldGuide.text(for: choice, of: field)
    }

    /// What a field means: our words, and the cloud's own.
    public func guide(to field: DraftField) -> (ours: String, cloud: String?) {
        (FieldGuide.text(for: field), field.attribute.flatMap { schema?[$0]?.description })
    }

    /// What keeps each field from being sent.
    public var problems: [DraftField: String] {
        var problems = DraftRules(schema: schema).problems(of: draft)
        if case .problem(let reason) = file { problems[.data] = reason }
        do throws(TransferProblem) {
            _ = try plan()
        } catch {
            switch error {
            case .noStore, .oneStoreOnly: problems[.stores] = error.description
            case .noWay(.region, _): problems[.data] = error.description
            case .noWay: problems[.method] = error.description
            // A file that is being looked at holds nothing back, and one that cannot be read has said so.
            case .noFile: break
            }
        }
        return problems
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
        let problems = problems
        if let field = DraftField.allCases.first(where: { problems[$0] != nil }) {
            held = problems[field]
            fieldInQuestion = field
            return
        }
        isSending = true
        sendTask = Task { [weak self] in await self?.send(knowingly: knowingly) }
    }

    /// Calls the request off.
    public func cancelSending() { sendTask?.cancel() }

    private static func question(about warning: FileWarning) -> String {
        "\(warning.title). \(warning.explanation) Send again to be asked."
    }

    private func send(knowingly: Bool) async {
        defer { isSending = false }
        // A file that is still being looked at decides whether there is anything to send.
        await fileTask?.value
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
            let record = try await makeRecord(draft.newImage, plan)
            clear()
            onCreate(record, plan)
        } catch {
            let words = Explanation(error, during: .create)
            refusal = words
            if let attribute = error.namedAttribute {
                fieldInQuestion = DraftField(setting: attribute)
            } else if error.kind == .conflict {
                fieldInQuestion = .id
            }
        }
    }

    private func makeRecord(_ image: NewImage, _ plan: TransferPlan?) async throws(APIError) -> ImageRecord {
        guard let notes, let plan else { return try await api.create(image) }
        return try await notes.create(image, plan, api: api)
    }

    private func inspectFile() {
        fileTask?.cancel()
        inspection = nil
        let path = draft.data
        guard !path.isEmpty else {
            file = .none
            suggest(nil)
            return
        }
        do throws(DataSourceProblem) {
            let source = try DataSource(path)
            if source == .standardInput, surroundings.standardInput == nil {
                file = .problem(Surroundings.keyboard)
                suggest(nil)
                return
            }
            guard case .file = source else {
                file = .elsewhere(source)
                suggest(nil)
                return
            }
        } catch {
            file = .problem(error.description)
            suggest(nil)
            return
        }
        file = .checking
        fileTask = Task { [weak self, surroundings] in
            do throws(DataFileError) {
                let file = try await surroundings.inspect(path)
                let inspection = await surroundings.look(file.path)
                guard !Task.isCancelled else { return }
                self?.take(file, inspection)
            } catch {
                guard !Task.isCancelled else { return }
                self?.file = .problem(error.description)
                self?.suggest(nil)
            }
        }
    }

    private func take(_ file: DataFile, _ inspection: DiskInspection?) {
        self.file = .ready(file)
        self.inspection = inspection
        suggest(
            inspection.map { inspection in
                FileSuggestion(inspection, path: file.path) { attribute, value in
                    schema?[attribute]?.choices?.contains(value) ?? true
                }
            })
    }

    /// Fills in what a file says; what a person filled in stays.
    private func suggest(_ suggestion: FileSuggestion?) {
        var filled = draft
        FileSuggestion.fill(&filled, with: suggestion, insteadOf: self.suggestion)
        self.suggestion = suggestion
        draft = filled
    }
}
