import ImageModel

/// What a patch has changed in a record: the values before and after, so that it can be undone if they are still as the patch
/// left them.
struct RecordChange: Hashable, Sendable {
    /// A change of an attribute other than the tags.
    struct Value: Hashable, Sendable {
        let name: String
        /// The value before; nil if there was no such attribute.
        let before: JSONValue?
        /// The value after; nil if the attribute was removed.
        let now: JSONValue?
    }

    let values: [Value]
    /// The tags that were added. Tags have no order and are independent: one that somebody else adds is no conflict.
    let addedTags: [String]
    let removedTags: [String]

    /// The change that a patch has made to a record.
    init(from before: ImageRecord, to now: ImageRecord, by patch: ImagePatch) {
        values = patch.changes.filter { $0.attribute != .tags }.map { change in
            let name = change.attribute.rawValue
            return Value(name: name, before: before.fields[name], now: now.fields[name])
        }
        let isTagged = patch.changes.contains { $0.attribute == .tags }
        addedTags = isTagged ? now.image.tags.filter { !before.image.tags.contains($0) } : []
        removedTags = isTagged ? before.image.tags.filter { !now.image.tags.contains($0) } : []
    }

    /// The names of the changed attributes, as the API spells them.
    var names: [String] { values.map(\.name) + (addedTags.isEmpty && removedTags.isEmpty ? [] : ["tags"]) }

    /// Whether a record is as it was before the change.
    func isUndone(in record: ImageRecord) -> Bool {
        values.allSatisfy { record.fields[$0.name] == $0.before }
            && addedTags.allSatisfy { !record.image.tags.contains($0) }
            && removedTags.allSatisfy(record.image.tags.contains)
    }

    /// Says what somebody else has since changed of what an undo would restore; nil if nothing.
    func conflict(with record: ImageRecord) -> String? {
        for value in values where record.fields[value.name] != value.now {
            let now = record.fields[value.name].map { "It is “\($0.string ?? $0.text())” now." } ?? "It is gone now."
            return "\(value.name) was changed by somebody else since. \(now)"
        }
        if let tag = addedTags.first(where: { !record.image.tags.contains($0) }) {
            return "The tag \(tag) was taken away by somebody else since."
        }
        if let tag = removedTags.first(where: record.image.tags.contains) {
            return "The tag \(tag) was added by somebody else since."
        }
        return nil
    }

    /// Returns the patch that undoes the change.
    func reverse(of record: ImageRecord) -> ImagePatch {
        var changes = values.compactMap { value -> ImagePatch.Change? in
            let attribute = ImageAttribute(rawValue: value.name)
            switch (value.before, value.now) {
            case (nil, nil): return nil
            case (nil, _): return .remove(attribute)
            case (let before?, nil): return .add(attribute, before)
            case (let before?, _): return .replace(attribute, before)
            }
        }
        if !addedTags.isEmpty || !removedTags.isEmpty {
            let tags = record.image.tags.filter { !addedTags.contains($0) } + removedTags
            changes.append(.replace(.tags, .strings(tags)))
        }
        return ImagePatch(changes)
    }
}
