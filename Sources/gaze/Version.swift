/// The version of gaze, as `gaze --version` prints it.
enum Version {
    static let text = "0.1.0"
    /// The day of it, as the manual page has it.
    static let date = "2026-11-29"
}
