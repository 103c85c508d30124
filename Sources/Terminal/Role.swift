/// The meaning of a cell. Screens use roles, to which a theme assigns colours.
package enum Role: String, CaseIterable, Hashable, Sendable {
    /// Ordinary text.
    case text
    /// Text that matters less.
    case dim
    /// The name of the program and of the screen.
    case title
    /// Rules and boxes.
    case border
    /// The heading of a column or a section.
    case heading
    /// The name of a field.
    case label
    /// The name of the focused field.
    case labelFocused = "label-focused"
    /// The value of a field.
    case field
    /// The value of the focused field.
    case fieldFocused = "field-focused"
    /// The suggested continuation of a text that is being typed.
    case suggestion
    /// The text of an empty field.
    case placeholder
    /// A key, in the footer and in the help.
    case key
    /// The description of a key.
    case keyLabel = "key-label"
    /// The selected row.
    case selection
    /// A tag.
    case tag
    /// JSON and other machine-readable text.
    case code
    /// A success.
    case success
    /// A warning.
    case warning
    /// An error.
    case error
    /// Visible stand-ins for characters that must not take effect.
    case standIn = "stand-in"
    /// An image that is active.
    case statusActive = "status-active"
    /// An image that has no data yet.
    case statusQueued = "status-queued"
    /// An image that is saving, uploading or importing.
    case statusInTransit = "status-in-transit"
    /// An image that is deactivated.
    case statusDeactivated = "status-deactivated"
    /// An image that is killed or deleted.
    case statusKilled = "status-killed"
    /// The completed part of a progress bar.
    case progress
    /// The remaining part of a progress bar.
    case progressTrack = "progress-track"
    /// The inside of a dialog.
    case dialog
    /// A button.
    case button
    /// The button that Enter presses.
    case buttonFocused = "button-focused"
}
