/// Whether the mouse is ours, remembered between starts.
struct MouseChoice: Sendable {
    private let memory: RememberedLine

    init(files: FileLocations) { memory = RememberedLine(path: files.state + "/mouse") }

    /// It is, unless somebody has said otherwise.
    var isOn: Bool { memory.line != "off" }

    /// Remembers it for the next start.
    func keep(_ isOn: Bool) { memory.keep(isOn ? "on" : "off") }
}
