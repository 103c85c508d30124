import ScriptedServer

/// A disk at an address of the web, of which a server gives away what a test has let go of: an upload of it is under way for as
/// long as a test wants, on any machine.
enum HeldDisk {
    static let data = String(repeating: "bytes of a disk ", count: 500_000)
    /// Bytes that go at once: enough to see what it is.
    static let head = 100_000
    /// Bytes that are let go of at a time.
    static let part = 20_000

    /// Serves it while the body runs.
    static func use<Result: Sendable>(
        _ body: @escaping @Sendable (_ address: String, _ feed: Feed) async throws -> Result
    ) async throws -> Result {
        let feed = Feed(head)
        return try await ScriptedServer.use { _, _ in
            .fed(HeldDisk.data, by: feed)
        } while: { server in
            try await body(server.url + "/disk.raw", feed)
        }
    }
}

extension TmuxTerminal {
    /// Opens the form and fills it in with an address of the web, whose data gaze is to read and send itself.
    func fillForm(name: String, diskFormat: String, address: String) async throws {
        try await fillForm(name: name, diskFormat: diskFormat, file: address, sign: "An address of the web.")
        // From the data past the checksum to the method, which is there once the service has told.
        try await wait(for: " Method ")
        try await press("Tab", "Tab", "u")
        try await wait(for: "‹ upload ›")
    }

    /// Creates images of what is held back, one after the other, and leaves them on their way.
    func beginUploads(of names: [String], from address: String, _ feed: Feed) async throws {
        for name in names {
            try await fillForm(name: name, diskFormat: "r", address: address)
            // A service does not wait for the next byte for ever.
            feed.letGo(HeldDisk.part)
            try await press("C-s")
            try await wait(for: "▸ \(name)")
            try await press("Escape")
            try await wait(for: "▸ Images  ")
            feed.letGo(HeldDisk.part)
        }
    }

    /// Waits until some of the data has been sent, and lets go of more of it until then.
    func waitForSending(_ feed: Feed, where holds: (String) -> Bool) async throws {
        try await wait(for: "some of the data sent", isAtRest: false) { screen in
            feed.letGo(HeldDisk.part)
            return holds(screen)
        }
    }
}
