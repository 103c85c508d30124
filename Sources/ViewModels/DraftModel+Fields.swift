import ImageModel

/// The form's fields, what may be chosen in them, and what they mean.
extension DraftModel {
    /// The fields of the form as it is now, in its order.
    public var fields: [DraftField] {
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

    /// What may be chosen for a field: the cloud's own values, or the usual ones until those are known.
    public func choices(for field: DraftField) -> [String] {
        if field == .method { return source.flatMap { offer?.ways(for: $0) } ?? [] }
        let usual = FieldGuide.usualChoices[field] ?? []
        guard let attribute = field.attribute, let choices = schema?[attribute]?.choices else { return usual }
        // The likely first, as we order the usual ones.
        return usual.filter(choices.contains) + choices.filter { !usual.contains($0) }
    }

    /// What a choice means, where more can be said than its word.
    public func meaning(of choice: String, for field: DraftField) -> String? {
        FieldGuide.text(for: choice, of: field)
    }

    /// What a field means: our words, and the cloud's own.
    public func guide(to field: DraftField) -> (ours: String, cloud: String?) {
        (FieldGuide.text(for: field), field.attribute.flatMap { schema?[$0]?.description })
    }
}
