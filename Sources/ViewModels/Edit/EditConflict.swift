import ImageModel

/// What somebody else has changed in a record since a form was opened on it.
package struct EditConflict: Hashable, Sendable {
    /// The record as it is now.
    let record: ImageRecord
    /// The changes, in the usual reading order of a record.
    package let changes: [Change]

    /// A changed field.
    package struct Change: Hashable, Sendable {
        /// The field's name as the API spells it.
        package let name: String
        /// The value before; nil if there was none.
        package let before: String?
        /// The value now; nil if there is none.
        package let now: String?
        /// The value in the form; nil if the form leaves the field alone or removes it.
        package let own: String?
        /// Whether the form changes the field too.
        package let isTouched: Bool
    }

    /// Compares two states of a record; nil if nothing has changed that a person could have changed.
    ///
    /// What the service sets by itself as it processes the data (the size, the hashes, the status on its way to active) is not
    /// somebody's change, and no patch can overwrite it.
    init?(from before: ImageRecord, to now: ImageRecord, patch: ImagePatch) {
        record = now
        var names = now.fieldNames
        names += before.fieldNames.filter { now.fields[$0] == nil }
        changes = names.compactMap { name in
            let (old, new) = (before.fields[name], now.fields[name])
            let touching = patch.changes.first { $0.attribute.rawValue == name }
            guard !Self.isSame(old, new), touching != nil || !Self.isTheServices(name, before.image, now.image)
            else { return nil }
            // A value that is already what the form wants is no conflict.
            if let touching, Self.isSame(new, touching.value) { return nil }
            return Change(
                name: name, before: old.map(Self.text), now: new.map(Self.text),
                own: touching?.value.map(Self.text), isTouched: touching != nil)
        }
        if changes.isEmpty { return nil }
    }

    private static func text(_ value: JSONValue) -> String { value.string ?? value.text() }

    /// Whether two values are the same; the elements of a list, such as tags, have no order.
    private static func isSame(_ old: JSONValue?, _ new: JSONValue?) -> Bool {
        guard let old = old?.array, let new = new?.array else { return old == new }
        return Set(old) == Set(new)
    }

    /// Returns the part of a patch that is still to be sent, without the changes that the record shows already, whoever made
    /// them: it may have been an earlier request whose answer was lost.
    static func rest(of patch: ImagePatch, from before: ImageRecord, to now: ImageRecord) -> ImagePatch {
        ImagePatch(
            patch.changes.filter { change in
                let (old, new) = (before.fields[change.attribute.rawValue], now.fields[change.attribute.rawValue])
                return isSame(old, new) || !isSame(new, change.value)
            })
    }

    private static func isTheServices(_ name: String, _ before: Image, _ now: Image) -> Bool {
        let attribute = ImageAttribute(rawValue: name)
        guard attribute == .status else {
            return ImageAttribute.readOnly.contains(attribute) || attribute.isReserved && attribute != .owner
        }
        return before.status != .deactivated && now.status != .deactivated
    }
}
