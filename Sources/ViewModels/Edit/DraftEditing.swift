/// What a form of an image's attributes edits: an image to be created, or changes to an existing one.
@MainActor
package protocol DraftEditing: AnyObject {
    /// What is filled in.
    var draft: Draft { get set }
    /// The fields that the form has now, in order.
    var fields: [DraftField] { get }
    /// Why each field cannot be sent as it is.
    var problems: [DraftField: String] { get }
    /// Whether a request is under way.
    var isSending: Bool { get }
    /// The field that the refusal, or the problem that held back the sending, is about; the screen moves there.
    var fieldInQuestion: DraftField? { get }
    /// Why the last request was refused; nil if it was not.
    var refusal: Explanation? { get }
    /// Why sending was held back; nil if it was not.
    var heldBack: String? { get }
    /// Why the cloud's choices are not known; nil if they are, or are being read.
    var schemaFailure: Explanation? { get }
    /// The text of a choice field that has no value.
    var unsetChoice: String { get }
    /// The text of the data field while it is empty.
    var unsetData: String { get }
    /// Returns the choices for a field.
    func choices(for field: DraftField) -> [String]
    /// Explains a choice; nil if there is nothing to say beyond its word.
    func meaning(of choice: String, for field: DraftField) -> String?
    /// Explains a field: in gaze's words, and in the cloud's own.
    func guide(to field: DraftField) -> (ours: String, cloud: String?)
    /// Returns why a property, as typed, cannot be sent; nil if it can.
    func problem(ofProperty text: String) -> String?
    /// The value of a field that cannot be changed; nil if it can be.
    func fixedValue(of field: DraftField) -> String?
    /// Clears the field in question, once the screen has moved there.
    func visitFieldInQuestion()
}

extension DraftEditing {
    /// By default: without data, only a record is created.
    package var unsetData: String { "(none: a record only)" }
}

extension DraftModel: DraftEditing {
    /// What a new image does not specify is left to the cloud.
    package var unsetChoice: String { "left to the cloud" }

    /// A new image has no fixed fields.
    package func fixedValue(of field: DraftField) -> String? { nil }
}
