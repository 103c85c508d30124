import ImageModel
import Terminal
import ViewModels
import Widgets

/// The questions before a change of images: its details, and a confirmation.
@MainActor
struct ChangeQuestion {
    let workspace: Workspace
    /// The images to change; at least one.
    let images: [MarkedImage]

    /// The words for the images: a name, or a count.
    private var subject: String { images.count == 1 ? images[0].name : "\(Format.count(images.count)) images" }

    /// Asks for the details of a kind of change.
    func ask(_ kind: ChangeKind) -> Response {
        switch kind {
        case .protection:
            choose(
                "Protect \(subject)?", ["A protected image cannot be deleted until the protection is taken off."],
                [("protect", "p", .protect(true)), ("take it off", "t", .protect(false))])
        case .hiding:
            choose(
                "Hide \(subject)?", ["A hidden image is in no default list; anyone with its id can use it."],
                [("hide", "h", .hide(true)), ("show again", "s", .hide(false))])
        case .visibility: visibility
        case .addTags: text("Add tags to \(subject)", hint: Self.tagHint) { .addTags(Self.list($0)) }
        case .removeTags: text("Remove tags from \(subject)", hint: Self.tagHint) { .removeTags(Self.list($0)) }
        case .setProperty: property
        case .removeProperty:
            text("Remove a property from \(subject)", hint: "the property's name") { .removeProperty($0) }
        case .addMember: text("Offer \(subject) to a project", hint: Self.offerHint) { .offer(to: $0) }
        case .removeMember: text("Take \(subject) from a project", hint: Self.projectHint) { .withdraw(from: $0) }
        case .acceptOffer: answer(.accepted)
        case .rejectOffer: answer(.rejected)
        case .deactivate: confirm(.deactivate)
        case .reactivate: confirm(.reactivate)
        case .copyData: store("Copy the data of \(subject) to", Self.storesHint) { .copyData(to: Self.list($0)) }
        case .deleteData: store("Delete the data of \(subject) in", Self.storeHint) { .deleteData(in: $0) }
        case .delete: confirm(.delete)
        }
    }

    /// Asks whether to deactivate or to reactivate.
    func askActivation() -> Response {
        choose(
            "Deactivate \(subject)?",
            ["Nobody but an administrator can use or download the data until it is reactivated."],
            [("deactivate", "d", .deactivate), ("reactivate", "r", .reactivate)])
    }

    /// Asks for a confirmation, listing the images if there are many. A reversible change of a single image starts at once.
    func confirm(_ change: ImageChange) -> Response {
        if images.count == 1, change != .delete, !change.isFinal { return begin(change) }
        return .show(ConfirmationScreen(change, images) { begin(change) })
    }

    /// Starts the change and shows its progress.
    func begin(_ change: ImageChange) -> Response {
        guard let run = workspace.begin(change, of: images) else { return ChangeRunScreen.busy(workspace) }
        return .show(ChangeRunScreen(run, workspace: workspace))
    }

    // MARK: - Details of a change

    private func choose(
        _ title: String, _ text: [String], _ choices: [(label: String, letter: Character, change: ImageChange)]
    ) -> Response {
        .show(
            DialogScreen(
                title: title, text: text,
                buttons: [.init("leave it", letter: "l")] + choices.map { .init($0.label, letter: $0.letter) }
            ) { button in
                button == 0 ? .handled : confirm(choices[button - 1].change)
            })
    }

    private var visibility: Response {
        let draft = workspace.draft
        draft.loadChoices()
        let choices = draft.choices(for: .visibility)
        let meanings = choices.map { "\($0): \(draft.meaning(of: $0, for: .visibility) ?? "")" }
        // Several choices may begin with the same letter; the arrow keys reach all of them.
        return .show(
            DialogScreen(
                title: "Who may see \(subject)?", text: meanings,
                buttons: [.init("keep", letter: "k")] + choices.map { .init($0, letter: $0.first ?? " ") }
            ) { button in
                button == 0 ? .handled : confirm(.visibility(Visibility(rawValue: choices[button - 1])))
            })
    }

    private static let offerHint = "a project's id, or its name: yours, or any where you are an administrator"
    private static let projectHint = "the project's id"
    private static let tagHint = "tags, with commas between them"
    private static let storesHint = "a store's id, or several with commas between them"
    private static let storeHint = "a store's id"

    private func text(
        _ heading: String, hint: String, values: [String] = [], current: String = "",
        _ change: @escaping @MainActor (String) -> ImageChange
    ) -> Response {
        .show(
            ValueScreen(heading: heading, hints: [hint], box: ComboBox(values: values, current: current)) { _ in
                .good
            } answer: { value in
                Self.list(value).isEmpty ? .handled : confirm(change(value))
            })
    }

    /// Returns the distinct words of a comma-separated list.
    private static func list(_ text: String) -> [String] {
        var words: [String] = []
        for word in text.split(separator: ",").map(\.trimmed) where !word.isEmpty && !words.contains(word) {
            words.append(word)
        }
        return words
    }

    private var property: Response {
        let draft = workspace.draft
        return .show(
            ValueScreen(
                heading: "Set a property on \(subject)", hints: ["key=value; one that is there gets the value too"],
                box: ComboBox(values: [], current: "", placeholder: "key=value")
            ) { text in
                text.isEmpty ? .good : draft.problem(ofProperty: text).map { .refused($0) } ?? .good
            } answer: { text in
                guard !text.isEmpty else { return .handled }
                let (name, value) = Draft.split(text)
                return confirm(.setProperty(name, to: value))
            })
    }

    private func answer(_ status: ImageMember.Status) -> Response {
        let word = status == .accepted ? "Accept" : "Reject"
        return text(
            "\(word) the offer of \(subject)", hint: "the id of the project that they are offered to",
            current: workspace.place.login?.projectID ?? ""
        ) { .answer(for: $0, status) }
    }

    private func store(
        _ heading: String, _ hint: String, _ change: @escaping @MainActor (String) -> ImageChange
    ) -> Response {
        let stores = (workspace.draft.offer?.stores ?? []).filter { !$0.isInternal }.map(\.id)
        return text(heading, hint: hint, values: stores, change)
    }
}

extension ImageChange {
    /// Whether the change cannot be undone.
    var isFinal: Bool {
        switch self {
        case .delete, .deleteData: true
        default: false
        }
    }
}

extension StringProtocol {
    /// The text without leading and trailing whitespace.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
