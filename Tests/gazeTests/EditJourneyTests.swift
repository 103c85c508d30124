import Foundation
import TestSupport
import Testing

/// Looking at an image's record and changing it, in a real terminal on the embedded service.
@Suite(.atMost(3, of: "terminals")) struct EditJourneyTests {
    /// Creates a record by a name, and waits for its screen.
    private func create(_ name: String, in terminal: TmuxTerminal) async throws {
        try await terminal.wait(for: "There are no images")
        try await terminal.press("n")
        try await terminal.wait(for: "New image")
        try await terminal.type(name)
        try await terminal.press("C-s")
        try await terminal.wait(for: "The image was created.")
    }

    @Test("a record's tabs are gone through by keys, searched, folded and copied from")
    func tabs() async throws {
        try await gaze { terminal, _ in
            try await terminal.allowCopying()
            try await create("looked at", in: terminal)
            try await terminal.wait(for: "[1 Overview]")
            try await terminal.press("y")
            try await terminal.wait(for: "Sent to the terminal's clipboard")
            try await wait(for: "the name") { try await terminal.copied() == "looked at" }
            try await terminal.press("Tab")
            try await terminal.wait(for: "There are no additional properties.")
            try await terminal.press("3")
            try await terminal.wait(for: "The image is offered to no other project.")
            try await terminal.press("4")
            try await terminal.wait(for: "The service has run no tasks")
            try await terminal.wait(for: "has not the data")
            try await terminal.press("5")
            try await terminal.wait(for: #""checksum": null"#)
            try await terminal.press("/")
            try await terminal.type("schemas")
            try await terminal.wait(for: "1 found")
            try await terminal.press("Enter")
            try await terminal.press("y")
            try await wait(for: "the value that was found") { try await terminal.copied() == "/v2/schemas/image" }
            try await terminal.press("Escape")
            try await terminal.wait(forNo: "1 found")
            try await terminal.press("g", "Enter")
            try await terminal.wait(for: "▸ {…}")
            try await terminal.press("Enter")
            try await terminal.wait(for: #""checksum": null"#)
        }
    }

    @Test("from the list, an id is copied and an image changed, and the next record is one key away")
    func fromList() async throws {
        try await TestFolder.use { home in
            let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
            try await home.fill([#"{"name": "older"}"#, #"{"name": "newer", "id": "\#(id)"}"#])
            try await gaze(home: home) { terminal in
                try await terminal.allowCopying()
                try await terminal.wait(for: "▌ newer")
                try await terminal.press("y")
                try await wait(for: "the id") { try await terminal.copied() == id }
                try await terminal.press("c")
                try await terminal.wait(for: "▸ newer ▸ Change")
                try await terminal.press("C-u")
                try await terminal.type("renamed")
                try await terminal.press("C-s")
                try await terminal.wait(for: "the new name") { $0.contains(/name +renamed/) }
                try await terminal.press("J")
                try await terminal.wait(for: "the one before it") { $0.contains(/name +older/) }
                try await terminal.press("K")
                try await terminal.wait(for: "the new name") { $0.contains(/name +renamed/) }
                try await terminal.press("Escape")
                try await terminal.wait(for: "▌ renamed")
            }
        }
    }

    @Test("an image is changed in the form, and only the differences are sent")
    func change() async throws {
        try await gaze { terminal, _ in
            try await create("before", in: terminal)
            try await terminal.press("c")
            try await terminal.wait(for: "nothing changed")
            try await terminal.press("C-u")
            try await terminal.type("after")
            // To the tags, and to the properties from the other side.
            try await terminal.press("Tab", "Tab", "Tab", "Tab")
            try await terminal.type("lts,")
            try await terminal.press("BTab", "BTab", "BTab", "BTab", "BTab")
            try await terminal.type("os_distro=alpine")
            try await terminal.press("Enter")
            try await terminal.wait(for: "3 changes")
            try await terminal.press("F5")
            let review = try await terminal.wait(for: "Before it")
            #expect(review.contains("Content-Type: application/openstack-images-v2.1-json-patch"))
            #expect(review.matches(of: /"op":"/).count == 3)
            try await terminal.press("C-s")
            try await terminal.wait(for: "[1 Overview]")
            try await terminal.wait(for: "the new name") { $0.contains(/name +after/) }
            try await terminal.wait(for: #"["lts"]"#)
            try await terminal.press("2")
            try await terminal.wait(for: "the property") { $0.contains(/os_distro +alpine/) }
            // A change of another kind, by one key, and what it prevents.
            try await terminal.press("P", "1")
            try await terminal.wait(for: "protection") { $0.contains(/protected +true/) }
            try await terminal.press("d", "d")
            try await terminal.wait(for: "after was not deleted (403)")
            try await terminal.press("V")
            try await terminal.wait(for: "Who may see it?")
            try await terminal.press("Right", "Enter")
            try await terminal.wait(for: "the visibility") { $0.contains(/visibility +private/) }
        }
    }

    @Test("what another gaze has changed meanwhile is shown, and not overwritten unasked")
    func conflict() async throws {
        try await gaze { first, home in
            try await create("contested", in: first)
            try await first.press("c")
            try await first.wait(for: "nothing changed")
            try await first.press("C-u")
            try await first.type("mine")
            try await TestFolder.use { other in
                let data = ["XDG_DATA_HOME": home.path + "/.local/share"]
                try await gaze(home: other, environment: data) { second in
                    try await second.wait(for: "contested")
                    try await second.press("Enter")
                    try await second.wait(for: "[1 Overview]")
                    try await second.press("c")
                    try await second.wait(for: "nothing changed")
                    try await second.press("C-u")
                    try await second.type("theirs")
                    try await second.press("Tab", "Tab", "Tab", "p")
                    try await second.wait(for: "2 changes")
                    try await second.press("C-s")
                    try await second.wait(for: "the new name") { $0.contains(/name +theirs/) }
                }
            }
            try await first.press("C-s")
            let question = try await first.wait(for: "Somebody else has changed it")
            #expect(question.contains("name: “contested” is now “theirs”"))
            #expect(question.contains("your form says “mine”"))
            #expect(question.contains("visibility: “shared” is now “private”"))
            try await first.press("k")
            try await first.wait(for: "‹ private ›")
            try await first.wait(for: "1 change")
            try await first.press("C-s")
            try await first.wait(for: "both changes") {
                $0.contains(/name +mine/) && $0.contains(/visibility +private/)
            }
        }
    }
}
