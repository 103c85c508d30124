/// The version of gaze, as `gaze --version` prints it.
enum Version {
    static let text = "0.1.0"
}
