import ImageModel

/// The common settings of a kind of images, to fill into the form at once.
package struct Preset: Hashable, Sendable, Identifiable {
    /// The name of its file, without the extension.
    package let id: String
    /// The title.
    package var title: String
    /// What the preset is for, and what the image needs to have.
    package var description = ""
    /// The path of the user's file; nil for a built-in preset.
    package var path: String?
    /// The settings, as a draft in which everything else is empty.
    package var settings = Draft()
    /// The errors in its file; everything else in it is applied.
    package var complaints: [Complaint] = []

    /// An error in a preset's file.
    package typealias Complaint = FileComplaint

    /// A setting, compared with the form.
    package struct Change: Hashable, Sendable {
        /// The field's label, or the property's name.
        package let label: String
        /// The value that the preset sets.
        package let value: String
        /// The different value in the form; nil if it has the same one, or none.
        package let other: String?
        /// Whether the form already has the value.
        package let isThere: Bool
    }

    /// Returns the changes that the preset would make to a draft, in the order of the form.
    package func changes(to draft: Draft) -> [Change] {
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

    /// Returns a draft with the preset applied.
    ///
    /// - Parameters:
    ///   - draft: The draft.
    ///   - overwriting: Whether the preset replaces other values in the draft; otherwise it only fills in empty fields.
    package func applied(to draft: Draft, overwriting: Bool) -> Draft {
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
