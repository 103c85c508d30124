import ViewModels

/// Whether the mouse is ours, remembered between starts.
struct MouseChoice: Sendable {
    private let memory: RememberedLine

    init(files: FileLocations) { memory = RememberedLine(path: files.state + "/mouse") }

    /// It is, unless somebody has said otherwise.
    var isOn: Bool { memory.line != "off" }

    /// Remembers it for the next start.
    func keep(_ isOn: Bool) { memory.keep(isOn ? "on" : "off") }

    /// What is said where it is taken or given back.
    ///
    /// - Parameters:
    ///   - key: the key that does so; nil where none does.
    ///   - configured: what the configuration says, which the next start goes by.
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
