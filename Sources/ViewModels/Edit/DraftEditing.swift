/// What a form of an image's attributes works on: an image to be, or changes to one that is there.
@MainActor
public protocol DraftEditing: AnyObject {
    /// What is filled in.
    var draft: Draft { get set }
    /// The fields of the form as it is now, in its order.
    var fields: [DraftField] { get }
    /// What keeps each field from being sent.
    var problems: [DraftField: String] { get }
    /// Whether a request is under way.
    var isSending: Bool { get }
    /// The field that a refusal, or a problem that held sending back, is about; the screen goes there.
    var fieldInQuestion: DraftField? { get }
    /// Why the last sending was refused; nil when it was not.
    var refusal: Explanation? { get }
    /// Why sending was held back; nil when it was not.
    var heldBack: String? { get }
    /// Why the cloud's choices are not known; nil where they are, or are being read.
    var schemaFailure: Explanation? { get }
    /// What a choice shows that is left alone.
    var unsetChoice: String { get }
    /// What the field for data shows while nothing is named.
    var unsetData: String { get }
    /// What may be chosen for a field.
    func choices(for field: DraftField) -> [String]
    /// What a choice means, where more can be said than its word.
    func meaning(of choice: String, for field: DraftField) -> String?
    /// What a field means: our words, and the cloud's own.
    func guide(to field: DraftField) -> (ours: String, cloud: String?)
    /// What keeps a property, as typed, from being sent.
    func problem(ofProperty text: String) -> String?
    /// The value of a field that cannot be changed; nil where it can be.
    func fixedValue(of field: DraftField) -> String?
    /// Takes note that the screen has gone to the field in question.
    func visitFieldInQuestion()
}

extension DraftEditing {
    /// Without data, there is a record all the same.
    public var unsetData: String { "(none: a record only)" }
}

extension DraftModel: DraftEditing {
    /// An image to be leaves to the cloud what it does not say.
    public var unsetChoice: String { "left to the cloud" }

    /// Nothing of an image to be is fixed.
    public func fixedValue(of field: DraftField) -> String? { nil }
}
