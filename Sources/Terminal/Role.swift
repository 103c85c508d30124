/// What a cell means. Screens name roles; a theme gives them colours.
public enum Role: String, CaseIterable, Hashable, Sendable {
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
    /// The name of the field that has the cursor.
    case labelFocused = "label-focused"
    /// The value of a field.
    case field
    /// The value of the field that has the cursor.
    case fieldFocused = "field-focused"
    /// What the text that has the cursor may go on with.
    case suggestion
    /// What a field shows while it has no value.
    case placeholder
    /// A key, in the footer and in the help.
    case key
    /// What a key does.
    case keyLabel = "key-label"
    /// The row under the bar.
    case selection
    /// A tag.
    case tag
    /// JSON and other text that machines read.
    case code
    /// Something went well.
    case success
    /// Something wants attention.
    case warning
    /// Something went wrong.
    case error
    /// Characters that are shown instead of obeyed.
    case standIn = "stand-in"
    /// An image that is active.
    case statusActive = "status-active"
    /// An image that waits for its data.
    case statusQueued = "status-queued"
    /// An image that is saving, uploading or importing.
    case statusInTransit = "status-in-transit"
    /// An image that is deactivated.
    case statusDeactivated = "status-deactivated"
    /// An image that is killed or deleted.
    case statusKilled = "status-killed"
    /// The part of a bar that is done.
    case progress
    /// The part of a bar that is to come.
    case progressTrack = "progress-track"
    /// The inside of a dialog.
    case dialog
    /// A button.
    case button
    /// The button that Enter presses.
    case buttonFocused = "button-focused"
}
