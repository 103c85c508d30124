import ImageModel

/// What images of a kind have in common, to be filled into the form at once.
public struct Preset: Hashable, Sendable, Identifiable {
    /// The name of its file, without the ending.
    public let id: String
    /// What people call it.
    public var title: String
    /// What it is for, and what the image needs to have.
    public var description = ""
    /// The path of the person's own file; nil for one of gaze's.
    public var path: String?
    /// What it sets: a draft in which everything else is empty.
    public var settings = Draft()
    /// What its file says wrongly; the rest of it counts.
    public var complaints: [Complaint] = []

    /// A line of a file that says something wrong.
    public typealias Complaint = FileComplaint

    /// A setting, beside what the form says.
    public struct Change: Hashable, Sendable {
        /// What a person calls it: a field's label, or the property's name.
        public let label: String
        /// What the preset sets it to.
        public let value: String
        /// What the form says instead; nil where it says the same, or nothing.
        public let other: String?
        /// Whether the form says the same already.
        public let isThere: Bool
    }

    /// What it would set in a draft, in the order of the form.
    public func changes(to draft: Draft) -> [Change] {
        func change(_ label: String, _ value: String?, _ current: String?) -> Change? {
            guard let value, !value.isEmpty else { return nil }
            let current = current ?? ""
            return Change(
                label: label, value: value, other: current.isEmpty || current == value ? nil : current,
                isThere: current == value)
        }
        let fields: [(DraftField, String?, String?)] = [
            (.diskFormat, settings.diskFormat, draft.diskFormat),
            (.containerFormat, settings.containerFormat, draft.containerFormat),
            (.visibility, settings.visibility, draft.visibility),
            (.protected, Self.word(settings.isProtected), Self.word(draft.isProtected)),
            (.hidden, Self.word(settings.isHidden), Self.word(draft.isHidden)),
            (.minDisk, settings.minDisk, draft.minDisk), (.minRAM, settings.minRAM, draft.minRAM),
        ]
        let tags = settings.tags.map {
            Change(label: "Tag", value: $0, other: nil, isThere: draft.tags.contains($0))
        }
        return fields.compactMap { change($0.label, $1, $2) } + tags
            + settings.namedProperties.compactMap { change($0.name, $0.value, draft.value(ofProperty: $0.name)) }
    }

    private static func word(_ value: Bool?) -> String? { value.map { $0 ? "yes" : "no" } }

    /// The draft with what it sets.
    ///
    /// - Parameter overwriting: whether it has its way where the draft says something else; otherwise only what is empty
    ///   is filled in.
    public func applied(to draft: Draft, overwriting: Bool) -> Draft {
        var draft = draft
        func fill<Value>(_ field: WritableKeyPath<Draft, Value>, isEmpty: (Value) -> Bool) {
            guard !isEmpty(settings[keyPath: field]), overwriting || isEmpty(draft[keyPath: field]) else { return }
            draft[keyPath: field] = settings[keyPath: field]
        }
        fill(\.diskFormat) { $0 == nil }
        fill(\.containerFormat) { $0 == nil }
        fill(\.visibility) { $0 == nil }
        fill(\.isProtected) { $0 == nil }
        fill(\.isHidden) { $0 == nil }
        fill(\.minDisk, isEmpty: \.isEmpty)
        fill(\.minRAM, isEmpty: \.isEmpty)
        draft.tags += settings.tags.filter { !draft.tags.contains($0) }
        for (name, value) in settings.namedProperties
        where overwriting || (draft.value(ofProperty: name) ?? "").isEmpty {
            draft.set(property: name, to: value)
        }
        return draft
    }
}
