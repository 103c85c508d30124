import Foundation
import TestSupport
import Testing

/// What a person is told when the real Glance or Keystone refuses, and when they cannot be reached.
///
/// One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudRefusalTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("each refusal of the cloud is explained, and correcting the field sends the rest as it was")
    func refusals() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            let taken = UUID().uuidString.lowercased()
            try await cloud.clients(home).python(
                "import openstack; openstack.connect().image.post('/images', json={'id': '\(taken)'})")
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            // What Glance is known to refuse in a name is held back.
            try await terminal.type("kept 🐧")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Not sent yet: Glance refuses 🐧")
            try await terminal.press("BSpace", "Tab", "Tab", "Tab", "p", "p")
            try await terminal.wait(for: "‹ public ›")
            try await terminal.press("Tab")
            // So is what it is known to refuse in a tag.
            try await terminal.type("🐧,")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Not sent yet: Glance refuses 🐧 in a tag")
            try await terminal.press("BSpace", "C-u", "Tab", "Tab", "Tab", "Tab", "Tab")
            try await terminal.type(taken)
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was not created (403)")
            try await terminal.wait(for: "This cloud does not let you make an")
            // The cursor is on the visibility.
            try await terminal.press("s", "C-s")
            try await terminal.wait(for: "The image was not created (409)")
            try await terminal.wait(for: "The id is in use")
            try await terminal.press("F2")
            try await terminal.wait(for: "already exists!")
            try await terminal.wait(for: "req-")
            try await terminal.press("Escape")
            try await terminal.wait(for: "esc leave")
            // The cursor is on the id.
            try await terminal.press("C-u", "C-s")
            try await terminal.wait(for: "The image was created.")
            try await terminal.wait(for: "the name") { $0.contains(/name +kept/) }
        }
    }

    @Test("data that is not in the record's disk format is refused, and the record stays queued")
    func otherFormat() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            let file = try home.write("disk.raw", Data(repeating: 7, count: 1 << 20))
            try await terminal.fillForm(name: "not qcow2", diskFormat: "q", file: file, sign: "Another format.")
            try await terminal.press("C-s")
            // gaze foretells it, and sends it only after a question.
            try await terminal.wait(for: "Send this file?")
            try await terminal.press("s")
            try await terminal.wait(for: "The data of not qcow2 was not stored (415)")
            try await terminal.wait(for: "The data is not in the disk format that the record says.")
            try await terminal.wait(for: "○ queued")
            try await terminal.press("e")
            try await terminal.wait(for: "Image disk_format qcow2 does not match stream data raw")
        }
    }

    @Test("a token that Keystone has revoked is renewed unseen")
    func revokedToken() async throws {
        try await TestFolder.use { folder in
            let variables = try await cloud.newProject(in: folder)
            try await gaze(home: folder, environment: variables) { terminal in
                try await terminal.wait(for: "There are no images here yet.")
                // A token of the second in which others are revoked is revoked with them: a new one is waited for.
                try await PythonClients(
                    cloud.bin, home: folder, environment: cloud.environment.merging(variables) { $1 }
                )
                .python(
                    """
                    import os, openstack
                    identity = openstack.connect(cloud="admin").identity
                    user = identity.find_user(os.environ["OS_USERNAME"])
                    identity.update_user(user, password=os.environ["OS_PASSWORD"])
                    while openstack.connect(cloud="envvars").image.get("/images").status_code != 200:
                        pass
                    """)
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.type("after the renewal")
                try await terminal.press("C-s")
                try await terminal.wait(for: "The image was created.")
                try await terminal.press("Escape")
                try await terminal.wait(for: "NAME")
                try await terminal.press("C-r")
                try await terminal.wait(for: "1–1 of 1")
            }
        }
    }

    @Test("a wrong password is explained, and never shown")
    func wrongPassword() async throws {
        let variables = cloud.variables(user: "demo", password: "not-the-password", project: "demo")
        try await gaze(environment: variables) { terminal, _ in
            try await terminal.wait(for: "The list could not be read (401)")
            try await terminal.wait(for: "The cloud refused the login.")
            try await terminal.press("e")
            let answer = try await terminal.wait(for: "The request you have made requires authentication.")
            #expect(!answer.contains("not-the-password"))
        }
    }

    @Test("a Keystone that cannot be reached is explained, and the next try is one key")
    func unreachable() async throws {
        // Nothing listens on port 1 of loopback.
        let variables = cloud.variables(user: "demo", project: "demo", authURL: "http://127.0.0.1:1/v3")
        try await gaze(environment: variables) { terminal, _ in
            try await terminal.wait(for: "The list could not be read")
            try await terminal.wait(for: "The service cannot be reached: cannot connect to 127.0.0.1:1: connection")
            try await terminal.press("e")
            try await terminal.wait(for: "What the service said")
            try await terminal.press("Escape")
            try await terminal.wait(for: "The service cannot be reached: ")
            try await terminal.press("r")
            try await terminal.wait(for: "The service cannot be reached: ")
        }
    }

    @Test("an image that somebody else deletes while its record is open is said to be gone, and leaves the list")
    func deletedByOthers() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            let id = UUID().uuidString.lowercased()
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("short-lived")
            try await terminal.press("BTab", "BTab", "BTab")
            try await terminal.type(id)
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            try await cloud.clients(home).openstack("image", "delete", id)
            try await terminal.press("r")
            try await terminal.wait(for: "The image could not be read (404)")
            try await terminal.wait(for: "There is no such image")
            try await terminal.press("Escape")
            try await terminal.wait(for: "NAME")
            try await terminal.press("r")
            try await terminal.wait(forNo: "short-lived")
        }
    }
}
