package import ImageModel

/// Changes to an image as a command states them: the wanted values, whatever they are now.
package struct ImageChanges: Hashable, Sendable {
    /// Attributes and properties as `NAME=VALUE`, with the API's names.
    package var values: [String] = []
    /// Tags to add.
    package var tags: [String] = []
    /// Tags to remove.
    package var removedTags: [String] = []
    /// Properties to remove.
    package var removedProperties: [String] = []
    /// Who may see the image; nil leaves the visibility as it is.
    package var visibility: String?
    /// Whether the image is protected from deletion; nil leaves that as it is.
    package var isProtected: Bool?
    /// Whether default lists leave the image out; nil leaves that as it is.
    package var isHidden: Bool?

    /// Creates an empty set of changes.
    package init() {}

    /// A broken rule, in words for the user.
    package struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, and what to write instead.
        package let description: String
    }

    /// Whether nothing is to be changed.
    package var isEmpty: Bool { self == ImageChanges() }

    /// Returns the patch that turns a record into what is wanted; empty if it is so already.
    ///
    /// - Throws: `Problem` if a value breaks a rule of the API.
    package func patch(of record: ImageRecord) throws(Problem) -> ImagePatch {
        let original = Draft(editing: record)
        var draft = original
        // Changes of properties that a draft cannot name, so they are kept beside it.
        var others: [ImagePatch.Change] = []
        for text in values {
            guard let name = record.unwritableProperty(in: text) else {
                try set(text, in: &draft)
                continue
            }
            let value = JSONValue.string(String(text.dropFirst(name.count + 1)))
            if record.fields[name] != value { others.append(.replace(ImageAttribute(rawValue: name), value)) }
        }
        if let visibility { draft.visibility = visibility }
        if let isProtected { draft.isProtected = isProtected }
        if let isHidden { draft.isHidden = isHidden }
        draft.tags.removeAll(where: removedTags.contains)
        for tag in tags where !draft.tags.contains(tag) { draft.tags.append(tag) }
        for name in removedProperties {
            guard Self.isProperty(name) else {
                throw Problem(description: "\(name) is no property: it cannot be unset.")
            }
            draft.remove(property: name)
            if record.unwritableProperties.contains(name) { others.append(.remove(ImageAttribute(rawValue: name))) }
        }
        let rules = DraftRules(schema: nil)
        let before = rules.problems(of: original)
        // A value that the service has once accepted does not prevent a change of something else.
        let problems = rules.problems(of: draft).filter { before[$0.key] == nil }
        if let (field, words) = DraftField.allCases.lazy.compactMap({ field in problems[field].map { (field, $0) } })
            .first
        {
            throw Problem(description: "\(field.label): \(words)")
        }
        return ImagePatch(ImagePatch(from: original, to: draft).changes + others)
    }

    private func set(_ text: String, in draft: inout Draft) throws(Problem) {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw Problem(description: "\(text): write NAME=VALUE, for example os_distro=debian.")
        }
        let (name, value) = Draft.split(text)
        switch ImageAttribute(rawValue: name) {
        case .name: draft.name = value
        case .diskFormat: draft.diskFormat = value.isEmpty ? nil : value
        case .containerFormat: draft.containerFormat = value.isEmpty ? nil : value
        case .visibility: draft.visibility = value
        case .minDisk: draft.minDisk = value
        case .minRAM: draft.minRAM = value
        case .protected: draft.isProtected = try Self.flag(name, value)
        case .hidden: draft.isHidden = try Self.flag(name, value)
        case .tags: throw Problem(description: "Tags are set one by one: --tag \(value.isEmpty ? "TAG" : value)")
        case .id: throw Problem(description: "An image keeps its id for good.")
        default: draft.set(property: name, to: value)
        }
    }

    private static func flag(_ name: String, _ value: String) throws(Problem) -> Bool {
        switch value.lowercased() {
        case "true", "yes": return true
        case "false", "no": return false
        default: throw Problem(description: "\(name)=\(value): it is true or false.")
        }
    }

    private static func isProperty(_ name: String) -> Bool {
        let attribute = ImageAttribute(rawValue: name)
        return !ImageAttribute.base.contains(attribute) && !ImageAttribute.readOnly.contains(attribute)
            && !attribute.isReserved
    }
}
