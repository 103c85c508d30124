public import ImageModel
public import Observation

/// The form that gives a record its data which is there already, and has none: what the data is, how it is brought, and what
/// the record has to say for it.
@Observable
@MainActor
public final class BringModel: DraftEditing {
    /// The image, as it was when the form was opened.
    public let image: Image
    /// What is named as data, and what the bytes of it say.
    public let data: DraftModel
    /// Whether a request is under way.
    public private(set) var isSending = false
    /// The data on its way, once it is; the form is over then.
    public private(set) var transfer: TransferModel?
    /// Why the last sending was refused; nil when it was not.
    public private(set) var refusal: Explanation?
    /// The field that the refusal, or a problem that held sending back, is about; the screen goes there.
    public private(set) var fieldInQuestion: DraftField?

    private var held: String?
    private let api: any ImageAPI
    private let onRead: @MainActor (Image) -> Void
    private let bring: @MainActor (TransferPlan, Image, TransferOffer, Checksum?) -> TransferModel
    @ObservationIgnored private var task: Task<Void, Never>?

    /// A form on a record without data.
    ///
    /// - Parameters:
    ///   - onRead: told of the image whenever it has been read.
    ///   - bring: brings the data, once the record is as it is to be.
    init(
        _ image: Image, api: any ImageAPI, surroundings: Surroundings,
        onRead: @escaping @MainActor (Image) -> Void,
        bring: @escaping @MainActor (TransferPlan, Image, TransferOffer, Checksum?) -> TransferModel
    ) {
        self.image = image
        self.api = api
        self.onRead = onRead
        self.bring = bring
        // What it fills in is sent from here: it makes no record.
        data = DraftModel(api: api, surroundings: surroundings) { _, _, _ in }
        data.draft = Draft(like: image)
        data.loadChoices()
    }

    isolated deinit { task?.cancel() }

    // MARK: - The form

    /// What is filled in.
    public var draft: Draft {
        get { data.draft }
        set { data.draft = newValue }
    }

    /// The fields of the form as it is now: the data, and what a record says of data before it has some.
    public var fields: [DraftField] {
        [.name, .data, .diskFormat, .containerFormat, .minDisk]
            + data.fields.filter { [.checksum, .method, .stores, .mustAllSucceed].contains($0) }
    }

    /// What keeps each field from being sent.
    public var problems: [DraftField: String] { data.problems.filter { fields.contains($0.key) && $0.key != .name } }

    /// What a person should know of the data before it is sent.
    public var warnings: [FileWarning] { data.warnings }

    /// Why sending was held back; nil when it was not, or nothing would hold it back any more.
    public var heldBack: String? {
        guard let held else { return nil }
        return problems.values.contains(held) || warnings.contains { Self.question(about: $0) == held }
            || held == Self.nothing && draft.data.isEmpty ? held : nil
    }

    static let nothing = "Name the data first: a file or an address."

    private static func question(about warning: FileWarning) -> String {
        "\(warning.title). \(warning.explanation) Send again to be asked."
    }

    /// Why the cloud's choices are not known; nil where they are, or are being read.
    public var schemaFailure: Explanation? { data.schemaFailure }

    /// What the record does not say yet.
    public var unsetChoice: String { "not set" }

    /// The record is there: it is the data that is to be named.
    public var unsetData: String { "(a file or an address)" }

    /// What may be chosen for a field.
    public func choices(for field: DraftField) -> [String] { data.choices(for: field) }

    /// What a choice means, where more can be said than its word.
    public func meaning(of choice: String, for field: DraftField) -> String? { data.meaning(of: choice, for: field) }

    /// What a field means: our words, and the cloud's own.
    public func guide(to field: DraftField) -> (ours: String, cloud: String?) {
        switch field {
        case .name: ("The record that gets the data; its id is \(image.id).", nil)
        case .data: (FieldGuide.bringing, nil)
        default: data.guide(to: field)
        }
    }

    /// What keeps a property, as typed, from being sent: the form has none.
    public func problem(ofProperty text: String) -> String? { data.problem(ofProperty: text) }

    /// The value of a field that cannot be changed; nil where it can be.
    public func fixedValue(of field: DraftField) -> String? { field == .name ? image.nameOrID : nil }

    /// Takes note that the screen has gone to the field in question.
    public func visitFieldInQuestion() { fieldInQuestion = nil }

    /// What the record is changed to say before the data comes; no changes where it says so already.
    public var patch: ImagePatch { patch(of: Draft(like: image)) }

    private func patch(of original: Draft) -> ImagePatch {
        var draft = original
        draft.diskFormat = self.draft.diskFormat
        draft.containerFormat = self.draft.containerFormat
        draft.minDisk = self.draft.minDisk
        return ImagePatch(from: original, to: draft)
    }

    /// How the data is to be brought; nil where it cannot be yet.
    public var plan: TransferPlan? { data.transferPlan }

    /// What is sent, for a person: each request in a line.
    public var requests: [String] {
        let fields = patch.changes.map(\.attribute.rawValue).joined(separator: ", ")
        return (fields.isEmpty ? [] : ["PATCH …/\(image.id): \(fields)"]) + (plan?.requests ?? [])
    }

    // MARK: - Sending

    /// Brings the data, or says what holds it back. The record is read first: who has brought data meanwhile is not sent into.
    ///
    /// - Parameter knowingly: whether the person has been told of the warnings, and sends nevertheless.
    public func submit(knowingly: Bool = false) {
        guard !isSending, transfer == nil else { return }
        (refusal, held) = (nil, nil)
        guard !draft.data.isEmpty else { return hold(Self.nothing, at: .data) }
        isSending = true
        task = Task { [weak self] in await self?.send(knowingly: knowingly) }
    }

    /// Calls the request off.
    public func cancelSending() { task?.cancel() }

    /// Waits until the request that is under way has been answered.
    public func finishSending() async { await task?.value }

    private func hold(_ words: String, at field: DraftField) {
        held = words
        fieldInQuestion = field
    }

    private func send(knowingly: Bool) async {
        defer { isSending = false }
        // What is still being looked at decides whether there is anything to send.
        await data.lookAhead()
        guard !Task.isCancelled else { return }
        let problems = problems
        if let field = fields.first(where: { problems[$0] != nil }) { return hold(problems[field] ?? "", at: field) }
        if !knowingly, let warning = warnings.first { return hold(Self.question(about: warning), at: .data) }
        guard let plan else { return hold(Self.nothing, at: .data) }
        do throws(APIError) {
            let image = try await prepared()
            transfer = bring(plan, image, data.offer ?? TransferOffer(), data.checksum)
        } catch {
            guard error.kind != .cancelled else { return }
            refusal = Explanation(error, during: .upload(name: image.nameOrID))
            if let attribute = error.namedAttribute { fieldInQuestion = DraftField(setting: attribute) }
        }
    }

    /// The record as it is to be when the data comes.
    private func prepared() async throws(APIError) -> Image {
        let current = try await api.image(image.id)
        onRead(current.image)
        guard current.image.status == .queued else {
            throw APIError(kind: .conflict, message: "The image is \(current.image.status.rawValue).")
        }
        let patch = self.patch(of: Draft(editing: current))
        guard !patch.changes.isEmpty else { return current.image }
        let changed = try await api.update(image.id, with: patch)
        onRead(changed.image)
        return changed.image
    }
}

extension Image {
    /// Whether it is a record that waits for its data.
    public var awaitsData: Bool { status == .queued }
}

extension Workspace {
    /// The form that brings a queued record its data; nil where the image takes none, or is being sent some.
    public func bring(_ image: Image) -> BringModel? {
        guard image.awaitsData, transfers.last(of: image.id)?.isUnderWay != true else { return nil }
        return BringModel(
            image, api: api, surroundings: surroundings, onRead: { [weak self] in self?.look(at: $0) }
        ) { [transfers] plan, image, offer, checksum in
            transfers.add(plan, to: image, offer: offer, checksum: checksum)
        }
    }
}
