/// What a person can ask of a screen with a key.
public enum Action: Hashable, Sendable {
    // Everywhere.
    case help, details, redraw, suspend
    // Going about.
    case moveUp, moveDown, pageUp, pageDown, first, last, back, quit
    // The list.
    case newImage, newLikeThis, open, refresh, delete, nextTheme, transfers
    // The form.
    case create, takeSuggestions, nextField, previousField, clearDraft, review, showProperties, choosePreset
    // The review.
    case copyCurl, copyClient, copyBody
    // The properties.
    case setValue, removeProperty, addProperty, openSection, closeSection, search, readOn
    // A search, a value and the presets.
    case keepSearch, takeValue, usePreset
    // A record.
    case toggleJSON, cancelTransfer, retryTransfer, holdTransfer, otherMethod, correctFormat
    // The transfers.
    case clearFinished
    // A question.
    case pressButton, nextButton, previousButton
}

/// Where a key counts.
public enum Place: Hashable, Sendable, CaseIterable {
    case everywhere, list, form, properties, search, value, presets, review, record, transfers, question

    /// The heading of the place's keys in the help screen and in the README.
    public var title: String {
        switch self {
        case .everywhere: "Everywhere"
        case .list: "Images (the list)"
        case .form: "New image (the form)"
        case .properties: "Properties (of the image to be)"
        case .search: "A search among the properties"
        case .value: "A value"
        case .presets: "Presets"
        case .review: "Review (of the image to be)"
        case .record: "An image"
        case .transfers: "Transfers"
        case .question: "A question"
        }
    }

    /// Whether letters and signs are typed here, so that none of them is a key.
    var takesText: Bool { [.form, .search, .value].contains(self) }
}
