import ImageModel

extension Draft {
    /// A draft for editing a record: it has every attribute that a user may set, even if it is 0 or false. Properties that the
    /// form has no way to name are left out, and so stay unchanged.
    init(editing record: ImageRecord) {
        let image = record.image
        self.init()
        name = image.name ?? ""
        diskFormat = image.diskFormat
        containerFormat = image.containerFormat
        visibility = image.visibility.rawValue
        tags = image.tags.sorted()
        minDisk = "\(image.minDisk ?? 0)"
        minRAM = "\(image.minRAM ?? 0)"
        isProtected = image.isProtected
        isHidden = image.isHidden
        properties = record.fieldNames.filter { record.isProperty($0) && Self.canWrite(property: $0) }
            .map { "\($0)=\(record.fields[$0]?.string ?? "")" }
    }

    /// Applies the draft's changes to a newer state of the record: what the user has changed stays, the rest follows the
    /// record.
    ///
    /// - Parameters:
    ///   - original: what the form began with.
    ///   - current: the record as it is now.
    func rebased(from original: Draft, onto current: Draft) -> Draft {
        var draft = current
        for field in DraftField.allCases where field != .tags && field != .properties {
            if !field.isSame(in: self, and: original) { field.copy(from: self, to: &draft) }
        }
        let removed = Set(original.tags).subtracting(tags)
        draft.tags = current.tags.filter { !removed.contains($0) }
        draft.tags += tags.filter { !original.tags.contains($0) && !draft.tags.contains($0) }
        for name in original.namedProperties.map(\.name) where value(ofProperty: name) == nil {
            draft.remove(property: name)
        }
        for (name, value) in namedProperties where original.value(ofProperty: name) != value {
            draft.set(property: name, to: value)
        }
        return draft
    }
}

extension ImageRecord {
    /// The properties that the form cannot name, because their text would be read as a different property.
    var unwritableProperties: [String] { fieldNames.filter { isProperty($0) && !Draft.canWrite(property: $0) } }

    /// The unwritable property that a text in the form `key=value` refers to; nil if it does not refer to one.
    func unwritableProperty(in text: String) -> String? {
        unwritableProperties.filter { text.hasPrefix($0 + "=") }.max { $0.count < $1.count }
    }
}

extension DraftField {
    /// Copies this field's value from one draft to another.
    fileprivate func copy(from draft: Draft, to other: inout Draft) {
        switch self {
        case .name: other.name = draft.name
        case .diskFormat: other.diskFormat = draft.diskFormat
        case .containerFormat: other.containerFormat = draft.containerFormat
        case .visibility: other.visibility = draft.visibility
        case .tags: other.tags = draft.tags
        case .minDisk: other.minDisk = draft.minDisk
        case .minRAM: other.minRAM = draft.minRAM
        case .protected: other.isProtected = draft.isProtected
        case .hidden: other.isHidden = draft.isHidden
        case .id: other.id = draft.id
        case .properties: other.properties = draft.properties
        case .data: other.data = draft.data
        case .checksum: other.checksum = draft.checksum
        case .method: other.method = draft.method
        case .stores: other.stores = draft.stores
        case .mustAllSucceed: other.mustAllSucceed = draft.mustAllSucceed
        }
    }
}

extension ImagePatch {
    /// The differences between two states of a form. What cannot be sent (a number that is not one, a property without a value)
    /// is left out.
    init(from old: Draft, to new: Draft) {
        var changes: [Change] = []
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
        if new.name != old.name { changes.append(.replace(.name, text(new.name.isEmpty ? nil : new.name))) }
        if new.diskFormat != old.diskFormat { changes.append(.replace(.diskFormat, text(new.diskFormat))) }
        if new.containerFormat != old.containerFormat {
            changes.append(.replace(.containerFormat, text(new.containerFormat)))
        }
        if let visibility = new.visibility, visibility != old.visibility {
            changes.append(.replace(.visibility, .string(visibility)))
        }
        if Set(new.tags) != Set(old.tags) {
            changes.append(.replace(.tags, .array(new.tags.map(JSONValue.string))))
        }
        for (attribute, now, before) in [
            (ImageAttribute.minDisk, new.minDisk, old.minDisk), (.minRAM, new.minRAM, old.minRAM),
        ] {
            // An empty field means no minimum, as does 0.
            guard let number = now.isEmpty ? 0 : Int64(now), number != (before.isEmpty ? Int64(0) : Int64(before))
            else { continue }
            changes.append(.replace(attribute, .integer(number)))
        }
        for (attribute, now, before) in [
            (ImageAttribute.protected, new.isProtected, old.isProtected), (.hidden, new.isHidden, old.isHidden),
        ] where (now ?? false) != (before ?? false) {
            changes.append(.replace(attribute, .bool(now ?? false)))
        }
        self.init(changes + Self.propertyChanges(from: old, to: new))
    }

    private static func propertyChanges(from old: Draft, to new: Draft) -> [Change] {
        var changes: [Change] = []
        let before = old.namedProperties
        // A name that has no value yet is neither set nor removed.
        let names = Set(new.namedProperties.map(\.name))
        for (name, _) in before where !names.contains(name) {
            changes.append(.remove(ImageAttribute(rawValue: name)))
        }
        // A dictionary, because there may be many properties and this runs at every key press.
        let values = Dictionary(before.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        for text in new.properties where Draft.isPair(text) {
            let (name, value) = Draft.split(text)
            let attribute = ImageAttribute(rawValue: name)
            switch values[name] {
            case value: break
            case nil: changes.append(.add(attribute, .string(value)))
            default: changes.append(.replace(attribute, .string(value)))
            }
        }
        return changes
    }
}

extension ImagePatch.Change {
    /// The attribute that is changed.
    var attribute: ImageAttribute {
        switch self {
        case .add(let attribute, _), .replace(let attribute, _), .remove(let attribute): attribute
        }
    }

    /// The new value; nil if the attribute is removed.
    var value: JSONValue? {
        switch self {
        case .add(_, let value), .replace(_, let value): value
        case .remove: nil
        }
    }
}
