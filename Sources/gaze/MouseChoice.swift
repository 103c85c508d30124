import ViewModels

/// Whether gaze handles the mouse, remembered between starts.
struct MouseChoice: Sendable {
    private let memory: RememberedLine

    init(files: FileLocations) { memory = RememberedLine(path: files.state + "/mouse") }

    /// Whether the mouse is on; it is unless the user has turned it off.
    var isOn: Bool { memory.line != "off" }

    /// Remembers the choice for the next start.
    func keep(_ isOn: Bool) { memory.keep(isOn ? "on" : "off") }

    /// Returns the notice shown when the mouse is turned on or off.
    ///
    /// - Parameters:
    ///   - isOn: whether the mouse is on now.
    ///   - key: the key that toggles the mouse; nil if none does.
    ///   - configured: the configured setting, which the next start follows.
    static func words(isOn: Bool, key: String?, configured: Configuration.Said<Bool>?) -> String {
        if let configured, configured.value != isOn {
            return
                "The mouse is \(isOn ? "on" : "off") for now: \(configured.place), sets it for the next start."
        }
        guard let key else { return isOn ? "The mouse is on." : "The mouse is off: the terminal selects text with it." }
        return isOn
            ? "The mouse is on; \(key) gives it back to the terminal, for selecting text."
            : "The mouse is off: the terminal selects text with it. \(key) takes it again."
    }
}
