import ImageModel

/// What somebody else has changed in a record since a form was opened on it.
public struct EditConflict: Hashable, Sendable {
    /// The record as it is now.
    let record: ImageRecord
    /// What has changed, in the order in which a person reads a record.
    public let changes: [Change]

    /// A field that has changed.
    public struct Change: Hashable, Sendable {
        /// The field's name as the API has it.
        public let name: String
        /// What it was; nil where it was not there.
        public let before: String?
        /// What it is; nil where it is gone.
        public let now: String?
        /// What the form says; nil where it leaves the field alone, or takes it away.
        public let own: String?
        /// Whether the form changes the field too.
        public let isTouched: Bool
    }

    /// What has changed; nil where nothing has that a person could have done.
    ///
    /// What the service sets by itself as it works on the data (the size, the hashes, the status on its way to active) is
    /// nobody's change, and no patch can overwrite it.
    init?(from before: ImageRecord, to now: ImageRecord, patch: ImagePatch) {
        record = now
        var names = now.fieldNames
        names += before.fieldNames.filter { now.fields[$0] == nil }
        changes = names.compactMap { name in
            let (old, new) = (before.fields[name], now.fields[name])
            let touching = patch.changes.first { $0.attribute.rawValue == name }
            guard !Self.isSame(old, new), touching != nil || !Self.isTheServices(name, before.image, now.image)
            else { return nil }
            // What is as the form wants it is in nobody's way.
            if let touching, Self.isSame(new, touching.value) { return nil }
            return Change(
                name: name, before: old.map(Self.text), now: new.map(Self.text),
                own: touching?.value.map(Self.text), isTouched: touching != nil)
        }
        if changes.isEmpty { return nil }
    }

    private static func text(_ value: JSONValue) -> String { value.string ?? value.text() }

    /// Whether two values say the same; the elements of a list, tags for example, have no order.
    private static func isSame(_ old: JSONValue?, _ new: JSONValue?) -> Bool {
        guard let old = old?.array, let new = new?.array else { return old == new }
        return Set(old) == Set(new)
    }

    /// What of a patch is still to be sent: what the record has come to say meanwhile is not, whoever has done it. A request that got
    /// no answer may have.
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
