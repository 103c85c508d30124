package import ImageModel

/// A change that was made to an image, with what is needed to undo it.
package struct DoneChange: Hashable, Sendable {
    /// The image's id.
    package let id: Image.ID
    /// The image's name at the time of the change.
    package let name: String
    let change: Change

    /// What was changed.
    enum Change: Hashable, Sendable {
        case record(RecordChange)
        case offered(to: String)
        case withdrawn(from: String, status: ImageMember.Status)
        case answered(for: String, before: ImageMember.Status, now: ImageMember.Status)
        case deactivated
        case reactivated
        case copied(to: [ImageStore.ID])
        case dataDeleted(in: ImageStore.ID)
        case deleted
    }

    init(_ change: Change, of id: Image.ID, _ name: String) {
        self.id = id
        self.name = name
        self.change = change
    }

    /// What was done: `protect alpine`.
    package var words: String {
        switch change {
        case .record(let change): words(of: change)
        case .offered(let project): ImageChange.offer(to: project).words(for: name)
        case .withdrawn(let project, _): ImageChange.withdraw(from: project).words(for: name)
        case .answered(let project, _, let now): ImageChange.answer(for: project, now).words(for: name)
        case .deactivated: ImageChange.deactivate.words(for: name)
        case .reactivated: ImageChange.reactivate.words(for: name)
        case .copied(let stores): ImageChange.copyData(to: stores).words(for: name)
        case .dataDeleted(let store): ImageChange.deleteData(in: store).words(for: name)
        case .deleted: ImageChange.delete.words(for: name)
        }
    }

    private func words(of change: RecordChange) -> String {
        if change.names.count == 1, let value = change.values.first {
            switch (ImageAttribute(rawValue: value.name), value.now) {
            case (.protected, .bool(let flag)): return ImageChange.protect(flag).words(for: name)
            case (.hidden, .bool(let flag)): return ImageChange.hide(flag).words(for: name)
            case (.visibility, .string(let word)):
                return ImageChange.visibility(Visibility(rawValue: word)).words(for: name)
            default: break
            }
        }
        return "change \(change.names.joined(separator: ", ")) of \(name)"
    }

    /// Why the change cannot be undone; nil if it can.
    package var finality: String? {
        switch change {
        case .deleted: "A deleted image is gone for good, its record and its data; its id is never given again."
        case .dataDeleted: "Data that was deleted in a store is gone there; copy it there again from another store."
        default: nil
        }
    }
}
