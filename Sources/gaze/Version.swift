/// The version of gaze, as `gaze --version` prints it.
enum Version {
    static let text = "0.1.0"
    /// The date of this version, for the manual page.
    static let date = "2026-11-29"
}
