package import ImageModel

/// Changing an image from its record.
extension RecordModel {
    /// Returns a form that edits the image; nil before the record has been read.
    ///
    /// - Parameter cloud: The model that knows the cloud's choices.
    package func edit(_ cloud: DraftModel) -> EditModel? {
        record.map { record in
            EditModel(
                record, api: api, cloud: cloud, onChange: { [weak self] in self?.takeChange($0) },
                onSend: { [weak self] in self?.note(.record($0)) })
        }
    }

    /// Protects the image against deletion, or removes the protection.
    package func toggleProtection() {
        guard let image = record?.image else { return }
        set(.protected, to: .bool(!image.isProtected), image.isProtected ? "unprotecting" : "protecting")
    }

    /// Hides the image from default lists, or shows it in them again.
    package func toggleHiding() {
        guard let image = record?.image else { return }
        set(.hidden, to: .bool(!image.isHidden), image.isHidden ? "showing" : "hiding")
    }

    /// Sets the visibility of the image.
    package func setVisibility(_ visibility: Visibility) {
        guard let image = record?.image, visibility != image.visibility else { return }
        set(.visibility, to: .string(visibility.rawValue), "changing")
    }

    /// Deactivates the image, so that its data cannot be used, or reactivates it.
    package func toggleActivation() {
        guard let image = record?.image else { return }
        let isBarred = image.status == .deactivated
        perform(
            isBarred ? "reactivating" : "deactivating",
            .change("\(name) was not \(isBarred ? "reactivated" : "deactivated")")
        ) { [self] () throws(APIError) in
            if isBarred { try await api.reactivate(id) } else { try await api.deactivate(id) }
            note(isBarred ? .reactivated : .deactivated)
        }
    }

    /// Changes one attribute, unless somebody else has changed it since it was shown.
    private func set(_ attribute: ImageAttribute, to value: JSONValue, _ activity: String) {
        guard let shown = record else { return }
        let patch = ImagePatch([.replace(attribute, value)])
        perform(activity, .change("\(name) was not changed")) { [self] () throws(APIError) in
            let current = try await api.image(id)
            if current.fields[attribute.rawValue] != shown.fields[attribute.rawValue] {
                takeChange(current)
                throw APIError(kind: .conflict, message: Self.changedMeanwhile(attribute))
            }
            let changed = try await api.update(id, with: patch)
            note(.record(RecordChange(from: current, to: changed, by: patch)))
            takeChange(changed)
        }
    }

    private static func changedMeanwhile(_ attribute: ImageAttribute) -> String {
        "\(attribute.rawValue) was changed by somebody else since it was shown here. It is shown as it is now."
    }
}
