import Foundation
import ImageModel
import TestSupport
import Testing

/// Changing images that are there, with the real program in a real terminal, on the real Glance and Keystone.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudEditTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("every kind of change is taken by Glance, and what another client does meanwhile is not overwritten")
    func change() async throws {
        try await cloud.gazeAsDemo(columns: 120, rows: 40) { terminal, home in
            let id = UUID().uuidString.lowercased()
            let clients = cloud.clients(home)
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("before")
            try await terminal.press("F3")
            try await terminal.wait(for: "described")
            try await terminal.press("a")
            try await terminal.type("os_distro=alpine")
            try await terminal.press("Enter", "a")
            try await terminal.type("own=1")
            try await terminal.press("Enter", "Escape")
            try await terminal.wait(for: "esc leave")
            try await terminal.press("BTab", "BTab", "BTab")
            try await terminal.wait(for: "A UUID of your own choice")
            try await terminal.type(id)
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            try await terminal.press("c")
            try await terminal.wait(for: "nothing changed")
            // No name, formats that a queued image may still have, a tag, numbers, both switches, and properties.
            try await terminal.press("C-u", "Tab", "q", "Tab", "b", "Tab", "Tab")
            try await terminal.type("lts,")
            try await terminal.press("Tab", "C-u", "2", "Tab", "C-u")
            try await terminal.type("512")
            try await terminal.press("Tab", "Space", "Tab", "Space", "BTab")
            try await terminal.press("F3")
            try await terminal.wait(for: "os_distro = alpine")
            try await terminal.press("g", "Down", "d", "a")
            try await terminal.type("own=2")
            try await terminal.press("Enter", "a")
            try await terminal.type("new/key=~")
            try await terminal.press("Enter", "Escape")
            try await terminal.wait(for: "11 changes")
            // Glance hears of something else first.
            try await clients.openstack("image", "set", "--property", "theirs=yes", id)
            try await terminal.press("C-s")
            try await terminal.wait(for: "Somebody else has changed it")
            try await terminal.wait(for: "theirs: is now “yes”")
            try await terminal.press("k")
            try await terminal.wait(for: "Your changes are on the record as it is now")
            try await terminal.press("C-s")
            try await terminal.wait(for: "[1 Overview]")
            try await terminal.wait(for: "the disk format") { $0.contains(/disk_format +qcow2/) }
            let stored = try await clients.record(id)
            let fields: [String: JSONValue] = [
                "name": .null, "disk_format": .string("qcow2"), "container_format": .string("bare"),
                "tags": .array([.string("lts")]), "min_disk": .integer(2), "min_ram": .integer(512),
                "protected": .bool(true), "os_hidden": .bool(true), "own": .string("2"), "new/key": .string("~"),
                "theirs": .string("yes"),
            ]
            for (name, value) in fields { #expect(stored[name] == value, "\(name)") }
            #expect(stored["os_distro"] == nil)
            // One key each: the protection, the hiding and the visibility.
            try await terminal.press("P")
            try await terminal.wait(for: "no protection") { $0.contains(/protected +false/) }
            try await terminal.press("H")
            try await terminal.wait(for: "no hiding") { $0.contains(/os_hidden +false/) }
            try await terminal.press("V")
            try await terminal.wait(for: "Who may see it?")
            try await terminal.press("Right", "Enter")
            try await terminal.wait(for: "the visibility") { $0.contains(/visibility +private/) }
            let end = try await clients.record(id)
            #expect(end["protected"] == .bool(false) && end["os_hidden"] == .bool(false))
            try await clients.openstack("image", "delete", id)
        }
    }

    @Test(
        "an image is offered to a project, which accepts it; data is copied to another store and taken from the first")
    func sharing() async throws {
        try await cloud.gazeAsDemo(columns: 120, rows: 40) { terminal, home in
            let clients = cloud.clients(home)
            let file = try home.write("disk.raw", Data(repeating: 7, count: 1 << 20))
            // Short, so that the list shows it whole.
            let name = "shared-" + UUID().uuidString.lowercased().prefix(8)
            try await terminal.fillForm(name: name, diskFormat: "r", file: file, sign: "1 MiB in")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            let project = try await cloud.clients(home, as: "other").python(
                "import openstack; print(openstack.connect().current_project_id)"
            ).trimmingCharacters(in: .whitespacesAndNewlines)
            try await terminal.press("3")
            try await terminal.wait(for: "offered to no other project")
            try await terminal.press("a")
            try await terminal.wait(for: "Offer it to a project")
            try await terminal.type(project)
            try await terminal.press("Enter")
            try await terminal.wait(for: "○ pending")
            try await terminal.press("A")
            try await terminal.wait(for: "Only the project that an image is offered to accepts or rejects the offer.")
            try await gaze(
                "--cloud other", home: home, columns: 120, rows: 40, environment: cloud.environment
            ) { other in
                // What is not accepted is in no list, so the other project's own client accepts it.
                let id = try await clients.openstackObject("image", "show", name)["id"]?.string ?? ""
                try await cloud.clients(home, as: "other").openstack("image", "set", "--accept", id)
                try await other.press("C-r")
                try await other.wait(for: name)
                try await other.press("Enter")
                try await other.wait(for: "[1 Overview]")
                try await other.press("3")
                try await other.wait(for: "● accepted")
                try await other.press("R")
                try await other.wait(for: "✗ rejected")
            }
            try await terminal.press("C-r")
            try await terminal.wait(for: "✗ rejected")
            try await terminal.press("-")
            try await terminal.wait(for: "Take the image from this project?")
            try await terminal.press("t")
            try await terminal.wait(for: "offered to no other project")
        }
    }

    @Test("an administrator copies data to another store, and takes it from the first")
    func stores() async throws {
        try await gaze("--cloud admin", columns: 120, rows: 40, environment: cloud.environment) { terminal, home in
            let file = try home.write("disk.raw", Data(repeating: 7, count: 1 << 20))
            try await terminal.fillForm(name: "copied", diskFormat: "r", file: file, sign: "1 MiB in")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.press("4")
            try await terminal.wait(for: "has not the data")
            try await terminal.press("Down")
            try await terminal.wait(for: "▌ cheap")
            try await terminal.press("a")
            try await terminal.wait(for: "both stores") { $0.matches(of: /● has the data/).count == 2 }
            // Until then Glance has the image in its hands.
            try await terminal.wait(for: "the cloud has copied it")
            try await terminal.press("Home")
            try await terminal.press("-")
            try await terminal.wait(for: "Delete the data in this store?")
            try await terminal.press("d")
            try await terminal.wait(for: "one store") { $0.matches(of: /● has the data/).count == 1 }
        }
    }
}
