package import ImageModel
import Observation

/// The form that edits an image: it has the fields of a new image, but sends only the differences.
@Observable
@MainActor
package final class EditModel: DraftEditing {
    /// The image's id.
    package let id: Image.ID
    /// What the form says.
    package var draft: Draft
    /// Whether a request is under way.
    package private(set) var isSending = false
    /// Whether the changes have been made.
    package private(set) var isDone = false
    /// Why the last request was refused; nil if it was not.
    package private(set) var refusal: Explanation?
    /// The field that the refusal, or the problem that held back the sending, is about; the screen moves there.
    package private(set) var fieldInQuestion: DraftField?
    /// What somebody else has changed since the form was opened; nothing is sent until the user has decided.
    package private(set) var conflict: EditConflict?
    /// Whether editing has continued from a record that somebody else has changed.
    package private(set) var isRebased = false

    /// The record that the differences are computed against.
    private var base: ImageRecord
    private var original: Draft
    private var held: String?
    private let api: any ImageAPI
    private let cloud: DraftModel
    private let onChange: @MainActor (ImageRecord) -> Void
    private let onSend: @MainActor (RecordChange) -> Void
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Creates a form on a record as it was read.
    ///
    /// - Parameters:
    ///   - cloud: knows the cloud's choices and their meaning.
    ///   - onChange: called with the record when it has been changed, here or by somebody else.
    ///   - onSend: called with the change that a request has made.
    init(
        _ record: ImageRecord, api: any ImageAPI, cloud: DraftModel,
        onChange: @escaping @MainActor (ImageRecord) -> Void,
        onSend: @escaping @MainActor (RecordChange) -> Void = { _ in }
    ) {
        id = record.image.id
        base = record
        let original = Draft(editing: record)
        (self.original, draft) = (original, original)
        self.api = api
        self.cloud = cloud
        self.onChange = onChange
        self.onSend = onSend
        cloud.loadChoices()
    }

    isolated deinit { task?.cancel() }

    /// The image's name as it is now, or its id if it has none.
    package var name: String { base.image.nameOrID }

    /// The differences, as they will be sent.
    package var patch: ImagePatch { ImagePatch(from: original, to: draft) }

    /// The path that the patch is sent to.
    package var path: String { ImageRequest.path(of: id) }

    // MARK: - The form

    /// The fields of the form: all that a user may know of a record, including those that cannot be changed.
    package let fields: [DraftField] = [
        .name, .diskFormat, .containerFormat, .visibility, .tags, .minDisk, .minRAM, .protected, .hidden, .id, .data,
        .properties,
    ]

    /// Why each field cannot be sent as it is.
    package var problems: [DraftField: String] {
        let rules = DraftRules(schema: cloud.schema)
        let before = rules.problems(of: original)
        // A value that the service has once accepted does not prevent a change of something else.
        var problems = rules.problems(of: draft).filter { before[$0.key] == nil }
        if !base.unwritableProperties.isEmpty,
            let problem = draft.properties.compactMap({ problem(ofUnwritable: $0) }).first
        {
            problems[.properties] = problem
        }
        if draft.visibility == nil { problems[.visibility] = "Every image has a visibility: choose one." }
        return problems
    }

    /// Why sending was held back; nil if it was not, or if the reason no longer applies.
    package var heldBack: String? {
        guard let held else { return nil }
        return problems.values.contains(held) || (held == Self.nothing && patch.changes.isEmpty) ? held : nil
    }

    private static let nothing = "Nothing is changed."

    /// Why the cloud's choices are not known; nil if they are, or are being read.
    package var schemaFailure: Explanation? { cloud.schemaFailure }

    /// A cleared choice has no value, since the image exists already.
    package var unsetChoice: String { "not set" }

    /// Returns the choices for a field; none if it cannot be changed.
    package func choices(for field: DraftField) -> [String] {
        fixedValue(of: field) == nil ? cloud.choices(for: field) : []
    }

    /// Explains a choice; nil if there is nothing to say beyond its word.
    package func meaning(of choice: String, for field: DraftField) -> String? { cloud.meaning(of: choice, for: field) }

    /// Explains a field, or why it cannot be changed.
    package func guide(to field: DraftField) -> (ours: String, cloud: String?) {
        guard fixedValue(of: field) != nil else {
            let guide = cloud.guide(to: field)
            return field == .properties ? (guide.ours + leftOut, guide.cloud) : guide
        }
        switch field {
        case .id: return ("An image keeps its id for good. For another id, create another image.", nil)
        case .data where base.image.awaitsData:
            return ("The image has no data so far. It is brought from the record, not from this form.", nil)
        case .data:
            return ("An image keeps the data that it was given once. For other data, create another image.", nil)
        default:
            return (
                "The \(field.label.lowercased()) can be changed only while the image is queued: now it describes data that "
                    + "is there (the image is \(base.image.status.rawValue)).", nil
            )
        }
    }

    /// Returns why a property, as typed, cannot be sent; nil if it can.
    package func problem(ofProperty text: String) -> String? {
        problem(ofUnwritable: text) ?? (original.properties.contains(text) ? nil : cloud.problem(ofProperty: text))
    }

    /// A note on the properties that the form leaves out; empty if there are none.
    private var leftOut: String {
        let names = base.unwritableProperties
        if names.isEmpty { return "" }
        return " Not shown, and left as they are: " + names.map { "“\($0)”" }.joined(separator: ", ")
            + "; with “=” or such blanks in it, a name cannot be typed here."
    }

    private func problem(ofUnwritable text: String) -> String? {
        base.unwritableProperty(in: text).map {
            "The image has a property “\($0)”, which cannot be changed here: its name cannot be told from its value."
        }
    }

    /// The value of a field that cannot be changed; nil if it can be.
    package func fixedValue(of field: DraftField) -> String? {
        let image = base.image
        return switch field {
        case .id: image.id
        case .data: image.size.map { Format.bytes($0) } ?? "none so far"
        case .diskFormat where image.status != .queued: image.diskFormat ?? "not set"
        case .containerFormat where image.status != .queued: image.containerFormat ?? "not set"
        default: nil
        }
    }

    /// Clears the field in question, once the screen has moved there.
    package func visitFieldInQuestion() { fieldInQuestion = nil }

    /// Discards all changes.
    package func undo() {
        draft = original
        (refusal, held, fieldInQuestion) = (nil, nil, nil)
    }

    // MARK: - Sending

    /// Sends the differences, or says what holds them back. The record is read first: if somebody else has changed it since the
    /// form was opened, that is a conflict, and nothing is sent. (The API has no conditional patch, one that the service
    /// refuses if the record has changed; what remains is the short time between the two requests.)
    package func submit() {
        guard !isSending, conflict == nil else { return }
        (refusal, held) = (nil, nil)
        let problems = problems
        if let field = fields.first(where: { problems[$0] != nil }) {
            held = problems[field]
            fieldInQuestion = field
            return
        }
        guard !patch.changes.isEmpty else {
            held = Self.nothing
            return
        }
        isSending = true
        task = Task { [weak self] in await self?.send() }
    }

    /// Cancels the request.
    package func cancelSending() { task?.cancel() }

    /// Continues from the record as it is now: what the form has changed stays changed, the rest is as somebody else has made
    /// it.
    package func keepEditing() {
        guard let conflict else { return }
        let current = Draft(editing: conflict.record)
        draft = draft.rebased(from: original, onto: current)
        (base, original) = (conflict.record, current)
        self.conflict = nil
        isRebased = true
    }

    /// Waits until the request that is under way has been answered.
    func finishSending() async { await task?.value }

    private func send() async {
        defer { isSending = false }
        let patch = patch
        var isAsked = false
        do throws(APIError) {
            let current = try await api.image(id)
            if let conflict = EditConflict(from: base, to: current, patch: patch) {
                self.conflict = conflict
                onChange(current)
                return
            }
            let rest = EditConflict.rest(of: patch, from: base, to: current)
            guard !rest.changes.isEmpty else {
                isDone = true
                onChange(current)
                return
            }
            isAsked = true
            let changed = try await api.update(id, with: rest)
            isDone = true
            onSend(RecordChange(from: current, to: changed, by: rest))
            onChange(changed)
        } catch {
            // Cancelling before the change is sent changes nothing.
            guard isAsked || error.kind != .cancelled else { return }
            refusal = Explanation(error, during: .change("\(name) was not changed"))
            if let attribute = error.namedAttribute { fieldInQuestion = DraftField(setting: attribute) }
        }
    }
}
