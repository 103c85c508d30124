import Terminal

@testable import Screens
@testable import ViewModels

extension Stage {
    /// Brings the cursor to a field of the form that is in sight, as a person does.
    func go(to field: DraftField) {
        let label = { (canvas: Canvas) in
            String(
                (0..<canvas.size.rows).flatMap { row in (0..<canvas.size.columns).map { (row, $0) } }
                    .filter { canvas[$0.0, $0.1].role == .labelFocused && $0.0 < 14 }
                    .map { canvas[$0.0, $0.1].character })
        }
        for _ in DraftField.allCases where !label(draw()).hasPrefix(field.label) { press(.tab) }
    }

    /// Opens the form and names a file in it, with what data needs.
    func fillInData(name: String) async throws {
        if !text().contains("New image") { press(.character("n")) }
        go(to: .name)
        type(name)
        go(to: .diskFormat)
        press(.character("q"))
        go(to: .containerFormat)
        press(.character("b"))
        go(to: .data)
        type("~/images/alpine-3.20.qcow2")
        // What is sent says the size too, and sooner.
        try await wait(for: "56.3 MiB in")
    }

    /// Fills every field of the form in.
    func fillInEverything() async throws {
        try await fillInData(name: "alpine-3.20 アルパイン")
        go(to: .visibility)
        press(.character("c"))
        go(to: .tags)
        type("linux,lts,")
        go(to: .minDisk)
        type("1")
        go(to: .minRAM)
        type("512")
        go(to: .protected)
        press(.character(" "))
        go(to: .hidden)
        press(.character(" "), .character(" "))
        go(to: .id)
        type("b2173dd3-7ad6-4362-baa6-a68bce3565cb")
        go(to: .properties)
        press(.paste("hw_disk_bus=virtio\nos_distro=alpine"))
    }
}

extension Stage {
    /// Opens the form, and from it the file browser in `~/images`.
    func browse() async throws {
        press(.character("n"), .function(4))
        try await wait { $0.contains("alpine-3.20.qcow2") && !workspace.files.isReading }
    }
}
