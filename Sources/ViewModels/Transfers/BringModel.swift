package import ImageModel
import Observation

/// The form that transfers data to an existing record without data: what the data is, how it is transferred, and what the
/// record must say about it.
@Observable
@MainActor
package final class BringModel: DraftEditing {
    /// The image, as it was when the form was opened.
    package let image: Image
    /// The data that is named, and what its bytes reveal.
    package let data: DraftModel
    /// Whether a request is under way.
    package private(set) var isSending = false
    /// The transfer, once it is started; then the form is done.
    package private(set) var transfer: TransferModel?
    /// Why the last request was refused; nil if it was not.
    package private(set) var refusal: Explanation?
    /// The field that the refusal, or the problem that held back the sending, is about; the screen moves there.
    package private(set) var fieldInQuestion: DraftField?

    private var held: String?
    private let api: any ImageAPI
    private let onRead: @MainActor (Image) -> Void
    private let bring: @MainActor (TransferPlan, Image, TransferOffer, Checksum?) -> TransferModel
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Creates a form on a record without data.
    ///
    /// - Parameters:
    ///   - onRead: called with the image whenever it has been read.
    ///   - bring: starts the transfer, once the record is prepared.
    init(
        _ image: Image, api: any ImageAPI, surroundings: Surroundings,
        onRead: @escaping @MainActor (Image) -> Void,
        bring: @escaping @MainActor (TransferPlan, Image, TransferOffer, Checksum?) -> TransferModel
    ) {
        self.image = image
        self.api = api
        self.onRead = onRead
        self.bring = bring
        // This model only holds the fields; it never creates a record.
        data = DraftModel(api: api, surroundings: surroundings) { _, _, _ in }
        data.draft = Draft(like: image)
        data.loadChoices()
    }

    isolated deinit { task?.cancel() }

    // MARK: - The form

    /// What is filled in.
    package var draft: Draft {
        get { data.draft }
        set { data.draft = newValue }
    }

    /// The fields that the form has now: the data, and the attributes that describe it.
    package var fields: [DraftField] {
        [.name, .data, .diskFormat, .containerFormat, .minDisk]
            + data.fields.filter { [.checksum, .method, .stores, .mustAllSucceed].contains($0) }
    }

    /// Why each field cannot be sent as it is.
    package var problems: [DraftField: String] { data.problems.filter { fields.contains($0.key) && $0.key != .name } }

    /// What the user should know about the data before it is sent.
    package var warnings: [FileWarning] { data.warnings }

    /// Why sending was held back; nil if it was not, or if the reason no longer applies.
    package var heldBack: String? {
        guard let held else { return nil }
        return problems.values.contains(held) || warnings.contains { Self.question(about: $0) == held }
            || held == Self.nothing && draft.data.isEmpty ? held : nil
    }

    static let nothing = "Name the data first: a file or an address."

    private static func question(about warning: FileWarning) -> String {
        "\(warning.title). \(warning.explanation) Send again to confirm."
    }

    /// Why the cloud's choices are not known; nil if they are, or are being read.
    package var schemaFailure: Explanation? { data.schemaFailure }

    /// What the record does not specify yet.
    package var unsetChoice: String { "not set" }

    /// The record exists already: the data must be named.
    package var unsetData: String { "(a file or an address)" }

    /// Returns the choices for a field.
    package func choices(for field: DraftField) -> [String] { data.choices(for: field) }

    /// Explains a choice; nil if there is nothing to say beyond its word.
    package func meaning(of choice: String, for field: DraftField) -> String? { data.meaning(of: choice, for: field) }

    /// Explains a field: in gaze's words, and in the cloud's own.
    package func guide(to field: DraftField) -> (ours: String, cloud: String?) {
        switch field {
        case .name: ("The record that gets the data; its id is \(image.id).", nil)
        case .data: (FieldGuide.bringing, nil)
        default: data.guide(to: field)
        }
    }

    /// Returns why a property, as typed, cannot be sent; nil if it can. The form has no properties.
    package func problem(ofProperty text: String) -> String? { data.problem(ofProperty: text) }

    /// The value of a field that cannot be changed; nil if it can be.
    package func fixedValue(of field: DraftField) -> String? { field == .name ? image.nameOrID : nil }

    /// Clears the field in question, once the screen has moved there.
    package func visitFieldInQuestion() { fieldInQuestion = nil }

    /// What is changed in the record before the data is sent; empty if the record says it already.
    package var patch: ImagePatch { patch(of: Draft(like: image)) }

    private func patch(of original: Draft) -> ImagePatch {
        var draft = original
        draft.diskFormat = self.draft.diskFormat
        draft.containerFormat = self.draft.containerFormat
        draft.minDisk = self.draft.minDisk
        return ImagePatch(from: original, to: draft)
    }

    /// How the data is transferred; nil if it cannot be yet.
    package var plan: TransferPlan? { data.transferPlan }

    /// The requests that will be sent, for display, one per line.
    package var requests: [String] {
        let fields = patch.changes.map(\.attribute.rawValue).joined(separator: ", ")
        return (fields.isEmpty ? [] : ["PATCH …/\(image.id): \(fields)"]) + (plan?.requests ?? [])
    }

    // MARK: - Sending

    /// Starts the transfer, or says what holds it back. The record is read first: if it has got data in the meantime, nothing
    /// is sent.
    ///
    /// - Parameter knowingly: whether the user knows the warnings, and sends anyway.
    package func submit(knowingly: Bool = false) {
        guard !isSending, transfer == nil else { return }
        (refusal, held) = (nil, nil)
        guard !draft.data.isEmpty else { return hold(Self.nothing, at: .data) }
        isSending = true
        task = Task { [weak self] in await self?.send(knowingly: knowingly) }
    }

    /// Cancels the request.
    package func cancelSending() { task?.cancel() }

    /// Waits until the request that is under way has been answered.
    package func finishSending() async { await task?.value }

    private func hold(_ words: String, at field: DraftField) {
        held = words
        fieldInQuestion = field
    }

    private func send(knowingly: Bool) async {
        defer { isSending = false }
        // The examination of the data may still be under way, and decides whether there is anything to send.
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

    /// Reads the record and changes it to describe the data.
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
    /// Whether the image is a record that waits for its data.
    package var awaitsData: Bool { status == .queued }
}

extension Workspace {
    /// The form that transfers data to a queued record; nil if the image takes no data, or is already being sent some.
    package func bring(_ image: Image) -> BringModel? {
        guard image.awaitsData, transfers.last(of: image.id)?.isUnderWay != true else { return nil }
        return BringModel(
            image, api: api, surroundings: surroundings, onRead: { [weak self] in self?.look(at: $0) }
        ) { [transfers] plan, image, offer, checksum in
            transfers.add(plan, to: image, offer: offer, checksum: checksum)
        }
    }
}
