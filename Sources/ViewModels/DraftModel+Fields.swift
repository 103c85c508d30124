import ImageModel

/// The form's fields, their choices and their meanings.
extension DraftModel {
    /// The fields that the form has now, in its order.
    package var fields: [DraftField] {
        DraftField.allCases.filter { field in
            switch field {
            case .checksum: source != nil || !draft.checksum.isEmpty
            case .method: source.map { (offer?.ways(for: $0).count ?? 0) > 1 } ?? (draft.method != nil)
            case .stores: hasStores || !draft.stores.isEmpty
            case .mustAllSucceed: hasStores && (draft.stores.count > 1 || draft.stores == [TransferOffer.all])
            default: true
            }
        }
    }

    private var hasStores: Bool { source != nil && (offer?.stores.count ?? 0) > 1 }

    /// Returns the choices for a field: those of the cloud, or the usual ones until those are known.
    package func choices(for field: DraftField) -> [String] {
        if field == .method { return source.flatMap { offer?.ways(for: $0) } ?? [] }
        let usual = FieldGuide.usualChoices[field] ?? []
        guard let attribute = field.attribute, let choices = schema?[attribute]?.choices else { return usual }
        // The most likely choices come first, in the order of the usual ones.
        return usual.filter(choices.contains) + choices.filter { !usual.contains($0) }
    }

    /// Returns the meaning of a choice; nil if its name says everything.
    package func meaning(of choice: String, for field: DraftField) -> String? {
        FieldGuide.text(for: choice, of: field)
    }

    /// Returns the meaning of a field, in our words and in the cloud's.
    package func guide(to field: DraftField) -> (ours: String, cloud: String?) {
        (FieldGuide.text(for: field), field.attribute.flatMap { schema?[$0]?.description })
    }
}
